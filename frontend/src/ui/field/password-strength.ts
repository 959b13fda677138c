export type StrengthLevel = 'empty' | 'weak' | 'fair' | 'good' | 'strong';

export interface Strength {
  /** Lit bars of four. */
  bars: 0 | 1 | 2 | 3 | 4;
  level: StrengthLevel;
}

const LEVELS: readonly StrengthLevel[] = ['empty', 'weak', 'fair', 'good', 'strong'];

/** Words that stand at the top of every leaked list; they add next to nothing. */
const COMMON = /passwor[dt]|qwert[yz]|admin|letmein|welcome|iloveyou|dragon|monkey|kraken|abc123/gi;

const CLASSES = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/];
const CLASS_SIZES = [26, 26, 10, 32];

/** Characters that carry news: runs (aaa) and sequences (123, cba) count once for the whole run. */
function effectiveLength(text: string): number {
  let count = 0;
  let lastStep: number | undefined;
  for (let index = 0; index < text.length; index += 1) {
    const step = index === 0 ? undefined : text.charCodeAt(index) - text.charCodeAt(index - 1);
    const predictable = step !== undefined && Math.abs(step) <= 1 && step === lastStep;
    if (!predictable) count += 1;
    lastStep = step;
  }
  return count;
}

/**
 * A rough guess at how long a guesser needs, in bits: length times the alphabet used. It is advice while
 * typing, not a rule; the server alone decides what it takes.
 */
export function passwordStrength(password: string, forbidden: readonly string[] = []): Strength {
  if (password === '') return { bars: 0, level: 'empty' };
  let rest = password.replace(COMMON, '*');
  for (const word of forbidden) {
    if (word.length >= 3) rest = rest.replaceAll(word, '*').replaceAll(word.toLowerCase(), '*');
  }
  const alphabet = CLASSES.reduce(
    (sum, pattern, index) => (pattern.test(password) ? sum + (CLASS_SIZES[index] ?? 0) : sum),
    0,
  );
  const bits = effectiveLength(rest) * Math.log2(Math.max(alphabet, 10));
  const bars = bits < 40 ? 1 : bits < 58 ? 2 : bits < 78 ? 3 : 4;
  return { bars, level: LEVELS[bars] ?? 'weak' };
}
