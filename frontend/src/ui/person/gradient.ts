/** FNV-1a: spreads neighbouring ids over the whole circle. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/**
 * The two colours of a picture made of initials, always the same for an id. `deep` is the calmer pair for the
 * tiles of communities. White letters keep their contrast on the darker end.
 */
export function gradientOf(id: string, deep = false): string {
  const seed = hash(id);
  const hue = seed % 360;
  const turn = hue + 24 + ((seed >>> 9) % 28);
  return deep
    ? `linear-gradient(150deg, hsl(${hue} 42% 42%), hsl(${turn} 48% 27%))`
    : `linear-gradient(150deg, hsl(${hue} 52% 55%), hsl(${turn} 58% 41%))`;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function firstGrapheme(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment;
  return '';
}

/** First letters of the first words: "Tidal Commons" → "TC", one for people. */
export function initialsOf(name: string, count: 1 | 2): string {
  const words = name.trim().split(/\s+/).slice(0, count);
  return words.map(firstGrapheme).join('').toLocaleUpperCase() || '?';
}
