/** Every address of the interface, written once. Patterns are what the router matches, the functions make links. */
export const pathPatterns = {
  login: '/login',
  register: '/register',
  setup: '/setup',
  invite: '/invite/:code',
  home: '/',
  you: '/you',
  community: '/communities/:communityId',
  channel: '/communities/:communityId/channels/:channelId',
  settings: '/settings/:section?',
} as const;

export const paths = {
  login: '/login',
  register: '/register',
  home: '/',
  you: '/you',
  settings: (section: string) => `/settings/${section}`,
  invite: (code: string) => `/invite/${code}`,
  community: (communityId: string) => `/communities/${communityId}`,
  channel: (communityId: string, channelId: string) =>
    `/communities/${communityId}/channels/${channelId}`,
};

/** Where to go after signing in: an address of our own, never one of another site. */
export function returnPath(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  const isOurs = /^\/(?![/\\])/.test(next) && !/^\/(?:login|register|setup)\b/.test(next);
  return isOurs ? next : '/';
}
