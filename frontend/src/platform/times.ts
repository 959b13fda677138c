import { currentLocale } from '../i18n/i18n.ts';

const STEPS: readonly { unit: Intl.RelativeTimeFormatUnit; seconds: number }[] = [
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
];

/** "5 minutes ago" under a day, a date beyond. `moment` is ISO 8601, `now` epoch ms. */
export function timeAgo(moment: string, now: number = Date.now()): string {
  const past = (now - Date.parse(moment)) / 1000;
  if (past < 0 || past >= 86_400) {
    return new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'medium' }).format(
      new Date(moment),
    );
  }
  const relative = new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' });
  const step = STEPS.find(({ seconds }) => past >= seconds);
  return step
    ? relative.format(-Math.floor(past / step.seconds), step.unit)
    : relative.format(0, 'second');
}
