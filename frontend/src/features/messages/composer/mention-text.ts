/**
 * In the box a mention reads as people write it (`@ana`, `#general`); on the wire it is an id
 * (`<@…>`, `<#…>`). Names are turned into ids only where exactly one is known by it.
 */
export interface MentionNames {
  /** Id by username. */
  readonly users: ReadonlyMap<string, string>;
  /** Id by channel name. */
  readonly channels: ReadonlyMap<string, string>;
}

const WORD_END = /[\p{L}\p{N}_]/u;
const USERNAME = /@([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)/iy;

/** What the writer wrote, with known names as ids. Code is left as it is. */
export function encodeMentions(text: string, names: MentionNames): string {
  const channels = [...names.channels].sort((a, b) => b[0].length - a[0].length);
  return outsideCode(text, (part) => {
    let out = '';
    for (let at = 0; at < part.length;) {
      const found =
        startsWord(part, at) && (userAt(part, at, names) ?? channelAt(part, at, channels));
      if (found) {
        out += found.markup;
        at += found.length;
      } else out += part[at++];
    }
    return out;
  });
}

interface Found {
  readonly markup: string;
  readonly length: number;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !(WORD_END.test(text[at - 1]!) || '<&/'.includes(text[at - 1]!));
}

function userAt(text: string, at: number, { users }: MentionNames): Found | null {
  USERNAME.lastIndex = at;
  const match = USERNAME.exec(text);
  const id = match && users.get(match[1]!.toLowerCase());
  return id ? { markup: `<@${id}>`, length: match[0].length } : null;
}

function channelAt(
  text: string,
  at: number,
  channels: readonly (readonly [string, string])[],
): Found | null {
  if (text[at] !== '#') return null;
  for (const [name, id] of channels) {
    const next = text[at + 1 + name.length];
    if (text.startsWith(name, at + 1) && (next === undefined || !WORD_END.test(next))) {
      return { markup: `<#${id}>`, length: name.length + 1 };
    }
  }
  return null;
}

/** Splits off code, so that what stands in it stays as it was written. */
function outsideCode(text: string, change: (part: string) => string): string {
  return text
    .split(/(```[\s\S]*?(?:```|$)|`[^`\n]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
}

/** The reverse, for editing: ids as names where they are known. */
export function decodeMentions(
  content: string,
  nameOf: (kind: '@' | '#', id: string) => string | undefined,
): string {
  return content.replace(/<(@|#)([0-9a-f]{24})>/g, (whole, kind: '@' | '#', id: string) => {
    const name = nameOf(kind, id);
    return name === undefined ? whole : kind + name;
  });
}
