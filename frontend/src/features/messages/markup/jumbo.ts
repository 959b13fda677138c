import type { Span } from '@kraken/shared';

/** More than this is a wall of pictures, not a gesture. */
const MOST = 27;
const ONLY_EMOJI = /^(?:\p{RGI_Emoji}|\s)+$/v;
const EMOJI = /\p{RGI_Emoji}/gv;

/** Whether a message is nothing but a few emoji, which are then drawn large. */
export function isJumbo(spans: readonly Span[]): boolean {
  const span = spans[0];
  if (spans.length !== 1 || span?.type !== 'text' || span.text.length > MOST * 16) return false;
  return ONLY_EMOJI.test(span.text) && (span.text.match(EMOJI)?.length ?? 0) <= MOST;
}
