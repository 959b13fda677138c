import type { Span } from './span.ts';
import { type Delimiter, type Token, Tokenizer } from './tokens.ts';

/** Emphasis nested deeper than this is shown as written: a page must be drawable without deep recursion. */
const MAX_DEPTH = 16;

/** What the author may do by markup. */
export interface MarkupRights {
  /** Call everyone in the channel: the permission `message.mentionEveryone`. */
  everyone: boolean;
}

/**
 * Parses what an author wrote into nested spans. Total: every string has a parse, in time linear in its
 * length. Mentions are written `<@userId>` and `<#channelId>`; whether they mean anything is decided by
 * who draws or notifies.
 */
export function parseMarkup(content: string, rights: MarkupRights = { everyone: true }): Span[] {
  const tokens = new Tokenizer(content, parseLabel).run();
  return emphasise(rights.everyone ? tokens : tokens.map(withoutEveryone));
}

/** Without the right, a call to everyone is the words it was written as. */
function withoutEveryone(token: Token): Token {
  return token.type === 'span' && token.span.type === 'everyone'
    ? { type: 'text', text: `@${token.span.scope}` }
    : token;
}

/** The label of a masked link: emphasis and code, no further links. */
function parseLabel(text: string): Span[] {
  const tokens = new Tokenizer(text, (inner) => [{ type: 'text', text: inner }]).run();
  return emphasise(
    tokens.map((token) =>
      token.type === 'span' && token.span.type === 'link'
        ? { type: 'text', text: token.span.url }
        : withoutEveryone(token),
    ),
  );
}

interface Opener {
  char: '*' | '_';
  /** 2 for bold, 1 for italic. */
  length: 1 | 2;
  /** What stands before the opener at its level. */
  outer: Span[];
}

/** Matches delimiter runs with a stack; every opener is pushed and popped once. */
class Emphasis {
  #current: Span[] = [];
  readonly #openers: Opener[] = [];
  /** Openers on the stack, by character and length. */
  readonly #waiting = { '*': { 1: 0, 2: 0 }, _: { 1: 0, 2: 0 } };

  text(text: string): void {
    const last = this.#current.at(-1);
    if (last?.type === 'text') last.text += text;
    else this.#current.push({ type: 'text', text });
  }

  span(span: Span): void {
    this.#current.push(span);
  }

  delimiter(run: Delimiter): void {
    let { length } = run;
    if (run.canClose) length = this.#close(run.char, length);
    while (length > 0 && run.canOpen && this.#openers.length < MAX_DEPTH) {
      const size = length >= 2 ? 2 : 1;
      this.#openers.push({ char: run.char, length: size, outer: this.#current });
      this.#waiting[run.char][size]++;
      this.#current = [];
      length -= size;
    }
    if (length > 0) this.text(run.char.repeat(length));
  }

  finish(): Span[] {
    while (this.#openers.length > 0) this.#abandon();
    return this.#current;
  }

  /** Closes what the run can close and returns the characters left over. */
  #close(char: '*' | '_', available: number): number {
    const waiting = this.#waiting[char];
    let length = available;
    while (length > 0 && waiting[1] + waiting[2] > 0) {
      const opener = this.#openers.at(-1)!;
      if (opener.char !== char || this.#isInTheWay(opener, length)) {
        this.#abandon();
        continue;
      }
      if (opener.length > length || this.#current.length === 0) break;
      this.#openers.pop();
      waiting[opener.length]--;
      const children = this.#current;
      this.#current = opener.outer;
      this.#current.push({ type: opener.length === 2 ? 'bold' : 'italic', children });
      length -= opener.length;
    }
    return length;
  }

  /** Whether a closing run of 1 or 2 fits an opener further out exactly: `**a *b**` is bold around a star. */
  #isInTheWay(opener: Opener, length: number): boolean {
    return (
      (length === 1 || length === 2) &&
      opener.length !== length &&
      this.#waiting[opener.char][length] > 0
    );
  }

  /** Turns the innermost opener back into the text it was written as. */
  #abandon(): void {
    const opener = this.#openers.pop()!;
    this.#waiting[opener.char][opener.length]--;
    const inner = this.#current;
    this.#current = opener.outer;
    this.text(opener.char.repeat(opener.length));
    for (const span of inner) {
      if (span.type === 'text') this.text(span.text);
      else this.span(span);
    }
  }
}

function emphasise(tokens: Token[]): Span[] {
  const emphasis = new Emphasis();
  for (const token of tokens) {
    if (token.type === 'text') emphasis.text(token.text);
    else if (token.type === 'span') emphasis.span(token.span);
    else emphasis.delimiter(token);
  }
  return emphasis.finish();
}

/** The people a text mentions, each once, in order. */
export function mentionedUsers(spans: readonly Span[]): string[] {
  const found = new Set<string>();
  const visit = (span: Span): void => {
    if (span.type === 'userMention') found.add(span.userId);
    if ('children' in span) span.children.forEach(visit);
  };
  spans.forEach(visit);
  return [...found];
}
