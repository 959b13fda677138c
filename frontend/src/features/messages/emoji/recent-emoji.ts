const KEY = 'kraken.emoji';
const KEPT = 24;
const FIRST = ['👍', '🎉', '🐙'];

/** What was picked on this device lately, newest first. */
export function recentEmoji(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((emoji) => typeof emoji === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberEmoji(emoji: string): void {
  const recent = [emoji, ...recentEmoji().filter((known) => known !== emoji)].slice(0, KEPT);
  try {
    localStorage.setItem(KEY, JSON.stringify(recent));
  } catch {
    // Without storage the list is the first three for ever.
  }
}

/** Three to react with in one click. */
export function quickEmoji(): string[] {
  return [...new Set([...recentEmoji(), ...FIRST])].slice(0, 3);
}
