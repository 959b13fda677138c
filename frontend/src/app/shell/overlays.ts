import { lazyScreen } from '../lazy-screen.ts';

/** What covers the shell now and then, and loads on its own. */
export const settings = lazyScreen(
  async () => (await import('../../features/settings/SettingsScreen.tsx')).SettingsScreen,
  'settings',
  'auth',
);
export const shortcutSheet = lazyScreen(
  async () => (await import('../../features/settings/ShortcutSheet.tsx')).ShortcutSheet,
  'settings',
);
