const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** The address when it leads somewhere that is safe to go, null when a click could run something. */
export function safeLink(url: string): string | null {
  if (!URL.canParse(url)) return null;
  return SCHEMES.has(new URL(url).protocol) ? url : null;
}
