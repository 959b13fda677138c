import type { Span } from './span.ts';

/** A run of `*` or `_` that may open or close emphasis. */
export interface Delimiter {
  type: 'delimiter';
  char: '*' | '_';
  length: number;
  canOpen: boolean;
  canClose: boolean;
}

export type Token = { type: 'span'; span: Span } | { type: 'text'; text: string } | Delimiter;

const ESCAPABLE = /[!-/:-@[-`{-~]/;
const MENTION = /<(@|#)([0-9a-f]{24})>/y;
// Not inside a word: an e-mail address may well end in it.
const EVERYONE = /(?<![\p{L}\p{N}_])@(everyone|here)(?![\p{L}\p{N}_])/uy;
// Keyboards of phones begin a sentence with a capital, addresses too.
const ANGLED_URL = /<([Hh]ttps?:\/\/[^\s<>]+)>/y;
const BARE_URL = /[Hh]ttps?:\/\/[^\s<>]+/y;
const MASKED_LINK = /\[([^[\]\n]+)\]\(((?:[Hh]ttps?:\/\/|mailto:)[^\s<>()]+)\)/y;
const FENCE_LANGUAGE = /^([A-Za-z0-9_+#.-]{1,32})\n/;
const WORD = /[\p{L}\p{N}]/u;
const SPACE = /\s/;

/** Splits text into tokens in one pass: no character is looked at more than a fixed number of times. */
export class Tokenizer {
  readonly #tokens: Token[] = [];
  readonly #text: string;
  readonly #label: (text: string) => Span[];
  /** End of the next backtick run of the same length, by start of a run. */
  readonly #fences: Map<number, { length: number; close: number }>;
  #at = 0;
  #plain = '';
  /** Up to here a scan has found that no bare address can be made. */
  #noUrlBefore = 0;

  /** `label` parses the text of a masked link. */
  constructor(text: string, label: (text: string) => Span[]) {
    this.#text = text;
    this.#label = label;
    this.#fences = pairBackticks(text);
  }

  run(): Token[] {
    while (this.#at < this.#text.length) {
      if (!this.#special()) this.#plain += this.#text[this.#at++];
    }
    this.#flush();
    return this.#tokens;
  }

  #special(): boolean {
    switch (this.#text[this.#at]) {
      case '\\':
        return this.#escape();
      case '`':
        return this.#code();
      case '*':
      case '_':
        return this.#delimiter();
      case '<':
        return this.#mention() || this.#angledUrl();
      case '@':
        return this.#everyone();
      case '[':
        return this.#maskedLink();
      case 'h':
      case 'H':
        return this.#bareUrl();
      default:
        return false;
    }
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text);
  }

  #flush(): void {
    if (this.#plain !== '') this.#tokens.push({ type: 'text', text: this.#plain });
    this.#plain = '';
  }

  #push(span: Span, length: number): true {
    this.#flush();
    this.#tokens.push({ type: 'span', span });
    this.#at += length;
    return true;
  }

  #escape(): boolean {
    const next = this.#text[this.#at + 1];
    if (next === undefined || !ESCAPABLE.test(next)) return false;
    this.#plain += next;
    this.#at += 2;
    return true;
  }

  #code(): boolean {
    const run = this.#fences.get(this.#at);
    if (!run) return false;
    const { length, close } = run;
    if (close < 0) {
      // No partner: the whole run is text, not the beginning of a shorter one.
      this.#plain += '`'.repeat(length);
      this.#at += length;
      return true;
    }
    const inner = this.#text.slice(this.#at + length, close);
    const span = length >= 3 ? codeBlock(inner) : { type: 'code' as const, text: unpad(inner) };
    return this.#push(span, close + length - this.#at);
  }

  #delimiter(): boolean {
    const char = this.#text[this.#at] as '*' | '_';
    let end = this.#at;
    while (this.#text[end] === char) end++;
    const beforeText = characterBefore(this.#text, this.#at);
    const afterText = String.fromCodePoint(this.#text.codePointAt(end) ?? 32);
    // An underscore inside a word is part of the word: snake_case stays as it is.
    const insideWord = char === '_' && WORD.test(beforeText) && WORD.test(afterText);
    this.#flush();
    this.#tokens.push({
      type: 'delimiter',
      char,
      length: end - this.#at,
      canOpen: !SPACE.test(afterText) && !insideWord,
      canClose: !SPACE.test(beforeText) && !insideWord,
    });
    this.#at = end;
    return true;
  }

  #mention(): boolean {
    const match = this.#match(MENTION);
    if (!match) return false;
    const id = match[2]!;
    const span: Span =
      match[1] === '@'
        ? { type: 'userMention', userId: id }
        : { type: 'channelMention', channelId: id };
    return this.#push(span, match[0].length);
  }

  #everyone(): boolean {
    const match = this.#match(EVERYONE);
    if (!match) return false;
    return this.#push(
      { type: 'everyone', scope: match[1] as 'everyone' | 'here' },
      match[0].length,
    );
  }

  #angledUrl(): boolean {
    const match = this.#match(ANGLED_URL);
    if (!match || !URL.canParse(match[1]!)) return false;
    return this.#push(linkTo(match[1]!), match[0].length);
  }

  #bareUrl(): boolean {
    if (this.#at < this.#noUrlBefore) return false;
    const match = this.#match(BARE_URL);
    if (!match) return false;
    const url = trimUrl(match[0]);
    if (URL.canParse(url)) return this.#push(linkTo(url), url.length);
    // A broken address is not scanned again from each of its characters: that would be quadratic.
    this.#noUrlBefore = this.#at + match[0].length;
    return false;
  }

  #maskedLink(): boolean {
    const match = this.#match(MASKED_LINK);
    if (!match || !URL.canParse(match[2]!)) return false;
    return this.#push(
      { type: 'link', url: match[2]!, children: this.#label(match[1]!) },
      match[0].length,
    );
  }
}

/** The whole character that ends at an index, a pair of surrogates included; a space at the beginning. */
function characterBefore(text: string, at: number): string {
  const last = text[at - 1];
  if (last === undefined) return ' ';
  const pair = text.slice(Math.max(0, at - 2), at);
  return pair.length === 2 && pair.codePointAt(0)! > 0xffff ? pair : last;
}

function linkTo(url: string): Span {
  return { type: 'link', url, children: [{ type: 'text', text: url }] };
}

/** A sentence's own punctuation after an address is not part of it; a closing bracket is when it was opened inside. */
function trimUrl(url: string): string {
  let end = url.length;
  let open = 0;
  for (const char of url) open += char === '(' ? 1 : char === ')' ? -1 : 0;
  for (; end > 0; end--) {
    const last = url[end - 1]!;
    if (last === ')' && open < 0) open++;
    else if (!'.,;:!?\'"*_'.includes(last)) break;
  }
  return url.slice(0, end);
}

function codeBlock(inner: string): Span {
  const language = FENCE_LANGUAGE.exec(inner);
  const text = language ? inner.slice(language[0].length) : inner.replace(/^\n/, '');
  return { type: 'codeBlock', language: language?.[1] ?? '', text: text.replace(/\n$/, '') };
}

/** One space on both sides sets off a backtick inside code: `` ` `` . */
function unpad(inner: string): string {
  return inner.length > 2 && inner.startsWith(' ') && inner.endsWith(' ')
    ? inner.slice(1, -1)
    : inner;
}

/** Pairs each backtick run with the next of the same length, walking back to front once. */
function pairBackticks(text: string): Map<number, { length: number; close: number }> {
  const pairs = new Map<number, { length: number; close: number }>();
  if (!text.includes('`')) return pairs;
  const runs = [...text.matchAll(/`+/g)];
  const next = new Map<number, number>();
  for (const run of runs.reverse()) {
    const { length } = run[0];
    pairs.set(run.index, { length, close: next.get(length) ?? -1 });
    next.set(length, run.index);
  }
  return pairs;
}
