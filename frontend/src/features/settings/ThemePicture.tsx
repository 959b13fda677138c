import type { Theme } from '@kraken/shared';

const PALETTES = {
  dark: { rail: '#080d13', list: '#0e151d', main: '#131c26', bar: '#233142', accent: '#2dd4bf' },
  light: { rail: '#dfe8ee', list: '#edf3f6', main: '#fcfeff', bar: '#d3dfe7', accent: '#0b7f73' },
  contrast: {
    rail: '#000000',
    list: '#05080b',
    main: '#0a0f14',
    bar: '#dbe5ee',
    accent: '#2dd4bf',
  },
} as const;

function Window({ palette }: { palette: (typeof PALETTES)[keyof typeof PALETTES] }) {
  return (
    <>
      <rect width="120" height="72" fill={palette.main} />
      <rect width="14" height="72" fill={palette.rail} />
      <rect x="14" width="30" height="72" fill={palette.list} />
      <rect x="3.5" y="6" width="7" height="7" rx="2" fill={palette.accent} />
      <rect x="18" y="9" width="20" height="3" rx="1.5" fill={palette.bar} />
      <rect x="18" y="18" width="14" height="3" rx="1.5" fill={palette.bar} />
      <rect x="18" y="27" width="18" height="3" rx="1.5" fill={palette.bar} />
      <circle cx="55" cy="16" r="4" fill={palette.accent} />
      <rect x="63" y="12" width="22" height="3" rx="1.5" fill={palette.bar} />
      <rect x="63" y="18" width="44" height="3" rx="1.5" fill={palette.bar} />
      <circle cx="55" cy="36" r="4" fill={palette.bar} />
      <rect x="63" y="32" width="16" height="3" rx="1.5" fill={palette.bar} />
      <rect x="63" y="38" width="36" height="3" rx="1.5" fill={palette.bar} />
      <rect x="51" y="56" width="62" height="9" rx="4" fill={palette.bar} opacity=".6" />
    </>
  );
}

/** A small drawing of the window in a theme; the system's choice shows both halves. */
export function ThemePicture({ theme }: { theme: Theme }) {
  return (
    <svg viewBox="0 0 120 72" aria-hidden="true" className="w-full rounded-sm border border-line">
      {theme === 'system' ? (
        <>
          <Window palette={PALETTES.dark} />
          <g clipPath="polygon(58% 0, 100% 0, 100% 100%, 42% 100%)">
            <Window palette={PALETTES.light} />
          </g>
        </>
      ) : (
        <Window palette={PALETTES[theme]} />
      )}
    </svg>
  );
}
