import 'i18next';
import type auth from './en/auth.json';
import type chat from './en/chat.json';
import type common from './en/common.json';
import type settings from './en/settings.json';
import type shell from './en/shell.json';

/** A namespace is one file in `en/` and one line here; its keys are checked wherever `t` is called. */
interface Texts {
  auth: typeof auth;
  chat: typeof chat;
  common: typeof common;
  settings: typeof settings;
  shell: typeof shell;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    returnNull: false;
    resources: Texts;
  }
}
