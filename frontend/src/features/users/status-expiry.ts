export const expiryChoices = ['never', 'thirty', 'hour', 'four', 'day'] as const;
export type ExpiryChoice = (typeof expiryChoices)[number];

const MINUTES: Record<Exclude<ExpiryChoice, 'never' | 'day'>, number> = {
  thirty: 30,
  hour: 60,
  four: 240,
};

/** When a status of that choice vanishes, ISO 8601, or undefined for never. "Today" ends at the reader's midnight. */
export function expiryOf(choice: ExpiryChoice, now: Date = new Date()): string | undefined {
  if (choice === 'never') return undefined;
  if (choice === 'day') {
    return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).toISOString();
  }
  return new Date(now.getTime() + MINUTES[choice] * 60_000).toISOString();
}
