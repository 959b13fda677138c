/** Order matters: Edge and Opera also call themselves Chrome, Chrome also calls itself Safari. */
const programs: readonly [RegExp, string][] = [
  [/KrakenDesktop\//, 'Kraken'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chromium|Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/Version\/[\d.]+.* Safari\//, 'Safari'],
];

/** iPhones say "like Mac OS X" and Android says "Linux", so the particular comes first. */
const systems: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

/** What people recognise a device by, "Firefox on Linux", as far as the user agent tells. */
export function deviceName(userAgent: string | undefined): string {
  // Beyond this length no browser says anything new; the patterns stay cheap on hostile input.
  const text = (userAgent ?? '').slice(0, 512);
  const program = nameIn(programs, text);
  const system = nameIn(systems, text);
  if (program && system) return `${program} on ${system}`;
  return program ?? system ?? 'Unknown device';
}

function nameIn(table: readonly [RegExp, string][], text: string): string | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1];
}
