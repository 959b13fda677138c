/** The addresses of the interface: patterns for the router, and links. Links to channels are made by features/channels. */
export const pathPatterns = {
  login: '/login',
  register: '/register',
  setup: '/setup',
  invite: '/invite/:code',
  home: '/',
  you: '/you',
  community: '/channels/:communityId',
  channel: '/channels/:communityId/:channelId/:messageId?',
  settings: '/settings/:section?',
} as const;

export const paths = {
  login: '/login',
  register: '/register',
  home: '/',
  you: '/you',
  settings: (section: string) => `/settings/${section}`,
  settingsList: '/settings',
  invite: (code: string) => `/invite/${code}`,
};

/** Where to go after signing in: an address of our own, never one of another site. */
export function returnPath(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  const isOurs = /^\/(?![/\\])/.test(next) && !/^\/(?:login|register|setup)\b/.test(next);
  return isOurs ? next : '/';
}
