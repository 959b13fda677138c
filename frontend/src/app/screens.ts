import { lazyScreen } from './lazy-screen.ts';

/** What loads on its own. The doors and the signed-in side never load each other. */
export const login = lazyScreen(
  async () => (await import('../features/auth/LoginScreen.tsx')).LoginScreen,
  'auth',
);
export const register = lazyScreen(
  async () => (await import('../features/auth/RegisterScreen.tsx')).RegisterScreen,
  'auth',
);
export const setup = lazyScreen(
  async () => (await import('../features/setup/SetupScreen.tsx')).SetupScreen,
  'auth',
);
export const invite = lazyScreen(
  async () => (await import('../features/invites/InviteScreen.tsx')).InviteScreen,
  'auth',
);
export const signedIn = lazyScreen(
  async () => (await import('./SignedInApp.tsx')).SignedInApp,
  'shell',
  'chat',
);

/** Begins to fetch what this address will most likely show, before it is known who is there. */
export function preloadFor(pathname: string, wasSignedIn: boolean): void {
  if (pathname.startsWith('/setup')) setup.preload();
  else if (pathname.startsWith('/invite/')) invite.preload();
  else if (pathname.startsWith('/register')) register.preload();
  else if (pathname.startsWith('/login') || !wasSignedIn) login.preload();
  else signedIn.preload();
}
