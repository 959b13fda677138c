import { currentLocale } from '../../../i18n/i18n.ts';

interface Formats {
  readonly time: Intl.DateTimeFormat;
  readonly full: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
  readonly relative: Intl.RelativeTimeFormat;
}

const made = new Map<string, Formats>();

/** Making a formatter costs more than a hundred uses of one. */
function formats(): Formats {
  const locale = currentLocale();
  let known = made.get(locale);
  if (!known) {
    known = {
      time: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }),
      full: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }),
      day: new Intl.DateTimeFormat(locale, { dateStyle: 'long' }),
      relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    };
    made.set(locale, known);
  }
  return known;
}

/** "9:41" */
export function timeText(moment: string): string {
  return formats().time.format(new Date(moment));
}

/** "Monday, 1 June 2026 at 09:41", for whoever looks closer. */
export function fullTimeText(moment: string): string {
  return formats().full.format(new Date(moment));
}

/** "Today", "Yesterday", else the date. `day` is its first millisecond. */
export function dayText(day: number, now: Date = new Date()): string {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  // Rounded because a day may have 23 or 25 hours.
  const distance = Math.round((day - today) / 86_400_000);
  if (distance !== 0 && distance !== -1) return formats().day.format(day);
  const text = formats().relative.format(distance, 'day');
  return text.charAt(0).toLocaleUpperCase(currentLocale()) + text.slice(1);
}
