const FIRST_MS = 1_000;
const LONGEST_MS = 20_000;

/**
 * How long to wait before the next try: anything between nothing and a doubling bound ("full jitter"),
 * so that a thousand clients of a restarted server do not come back in one moment.
 */
export function waitBeforeTry(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
}
