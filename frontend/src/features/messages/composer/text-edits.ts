/** A text with its selection, as a text box holds it. */
export interface Edit {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Puts marks round the selection, or takes them away when they are there. */
export function toggleMarks({ text, start, end }: Edit, mark: string): Edit {
  const size = mark.length;
  const before = text.slice(0, start);
  const inner = text.slice(start, end);
  const after = text.slice(end);
  if (endsWithMark(before, mark) && after.startsWith(mark)) {
    return {
      text: before.slice(0, -size) + inner + after.slice(size),
      start: start - size,
      end: end - size,
    };
  }
  return { text: before + mark + inner + mark + after, start: start + size, end: end + size };
}

/** One star is italic, two are bold: the end of a bold mark is not an italic one. */
function endsWithMark(before: string, mark: string): boolean {
  return (
    before.endsWith(mark) && !(mark === '*' && before.endsWith('**') && !before.endsWith('***'))
  );
}

/** Replaces a range and puts the caret behind it. */
export function replaceRange(
  text: string,
  { from, to }: { from: number; to: number },
  by: string,
): Edit {
  const caret = from + by.length;
  return { text: text.slice(0, from) + by + text.slice(to), start: caret, end: caret };
}

/** Whether the caret stands in a code block that was opened and not closed: Enter writes on in it. */
export function isInOpenFence(text: string, caret: number): boolean {
  return (text.slice(0, caret).match(/```/g)?.length ?? 0) % 2 === 1;
}
