/** The value below which `share` (0-1) of the samples lie; nearest rank. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** Three significant digits, without an exponent. */
export function show(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toFixed(Math.min(digits, 3));
}

/** One line of the result table. */
export interface Figure {
  row: number;
  metric: string;
  measured: string;
  control: string;
  ratio: number | null;
  aim: string;
  met: boolean;
}
