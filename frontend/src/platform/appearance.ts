import type { Settings } from '@kraken/shared';

export type Look = Pick<Settings, 'theme' | 'fontScale' | 'density'>;

/** Read by public/boot.js before the first paint. */
const LOOK_KEY = 'kraken.look';

const systemLight = '(prefers-color-scheme: light)';

function themeOf({ theme }: Look): 'dark' | 'light' | 'contrast' {
  if (theme !== 'system') return theme;
  return matchMedia(systemLight).matches ? 'light' : 'dark';
}

let current: Look | null = null;

function paint(look: Look): void {
  const root = document.documentElement;
  // Hundreds of elements would fade at once, each a little late: the look changes in one frame.
  root.dataset['still'] = '';
  requestAnimationFrame(() => requestAnimationFrame(() => delete root.dataset['still']));
  root.dataset['theme'] = themeOf(look);
  root.dataset['density'] = look.density;
  root.style.fontSize = `${look.fontScale}%`;
  const chrome = getComputedStyle(root).getPropertyValue('--bg-1').trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', chrome);
}

/** Paints the page in this look now and on the next start. */
export function applyLook(look: Look): void {
  if (current === null) {
    matchMedia(systemLight).addEventListener('change', () => current && paint(current));
  }
  current = look;
  paint(look);
  try {
    const { theme, fontScale, density } = look;
    localStorage.setItem(LOOK_KEY, JSON.stringify({ theme, fontScale, density }));
  } catch {
    // Storage is forbidden here: the account's settings still follow after signing in.
  }
}
