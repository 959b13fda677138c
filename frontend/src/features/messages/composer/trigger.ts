/** What is being completed: the mark, what follows it, and where it stands in the text. */
export interface Trigger {
  readonly mark: '@' | '#' | ':';
  readonly query: string;
  readonly from: number;
  readonly to: number;
}

// The mark begins the text or follows white space or an opening bracket; a colon wants two letters,
// else every smiley would open the list.
const AT_CARET = /(?:^|[\s(])(?:([@#])([\p{L}\p{N}._-]{0,32})|(:)([\p{L}\p{N}_+-]{2,32}))$/u;

/** The completion that the caret stands in, null when it stands in none or in code. */
export function triggerAt(text: string, caret: number): Trigger | null {
  const before = text.slice(0, caret);
  const match = AT_CARET.exec(before);
  if (!match || isInCode(before)) return null;
  const mark = (match[1] ?? match[3]) as Trigger['mark'];
  const query = match[2] ?? match[4] ?? '';
  return { mark, query, from: caret - query.length - 1, to: caret };
}

function isInCode(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return (before.match(/```/g)?.length ?? 0) % 2 === 1 || (line.match(/`/g)?.length ?? 0) % 2 === 1;
}
