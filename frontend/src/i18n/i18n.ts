import i18next, { type BackendModule, type InitOptions } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** One chunk per language and namespace; a screen brings only the texts it speaks. */
const files = import.meta.glob<Record<string, unknown>>('./*/*.json', { import: 'default' });

const textFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, done) {
    const load = files[`./${language}/${namespace}.json`];
    if (!load) {
      done(new Error(`No texts for ${namespace} in ${language}`), null);
      return;
    }
    load().then(
      (texts) => done(null, texts),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

export const languages = ['en'] as const;

const options: InitOptions = {
  lng: 'en',
  fallbackLng: 'en',
  supportedLngs: languages,
  ns: ['common'],
  defaultNS: 'common',
  // React escapes what it renders.
  interpolation: { escapeValue: false },
  returnNull: false,
};

let started: Promise<unknown> | undefined;

/** Resolves when the texts every screen needs are there. */
export async function startTexts(): Promise<void> {
  started ??= i18next.use(textFiles).use(initReactI18next).init(options);
  await started;
}

/** Fetches a screen's texts beside its code, so that the two never wait for each other. */
export async function loadTexts(...namespaces: string[]): Promise<void> {
  // The files are asked for at once; that i18next may still be starting does not hold them up.
  for (const namespace of namespaces) void files[`./en/${namespace}.json`]?.();
  await startTexts();
  await i18next.loadNamespaces(namespaces);
}

/** The language of numbers, dates and lists. */
export function currentLocale(): string {
  return i18next.resolvedLanguage ?? 'en';
}
