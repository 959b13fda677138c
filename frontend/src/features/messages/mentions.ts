import type { Span } from '@kraken/shared';

/** Whether spans mean this reader: by name, or as part of everyone. */
export function doesMention(spans: readonly Span[], userId: string): boolean {
  return spans.some((span) => {
    if (span.type === 'userMention') return span.userId === userId;
    if (span.type === 'everyone') return true;
    return 'children' in span && doesMention(span.children, userId);
  });
}
