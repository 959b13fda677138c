import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markupCases } from './parse-markup.table.ts';
import { mentionedUsers, parseMarkup } from './parse-markup.ts';
import { Span } from './span.ts';

/** Everything an author's text became, the hidden parts of links and mentions included. */
function written(spans: readonly Span[]): string {
  return spans.map(writtenOf).join('');
}

function writtenOf(span: Span): string {
  switch (span.type) {
    case 'text':
    case 'code':
      return span.text;
    case 'codeBlock':
      return span.language + span.text;
    case 'link': {
      const label = written(span.children);
      return label === span.url ? label : label + span.url;
    }
    case 'userMention':
      return span.userId;
    case 'channelMention':
      return span.channelId;
    case 'everyone':
      return span.scope;
    default:
      return written(span.children);
  }
}

function depthOf(spans: readonly Span[]): number {
  return Math.max(0, ...spans.map((span) => ('children' in span ? depthOf(span.children) : 0) + 1));
}

function countOf(spans: readonly Span[]): number {
  return spans.reduce((n, span) => n + 1 + ('children' in span ? countOf(span.children) : 0), 0);
}

/** Pieces that mean something to the parser, far denser than people write them. */
const pieces = fc.constantFrom(
  '*',
  '**',
  '_',
  '__',
  '`',
  '``',
  '```',
  '\\',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '@',
  '#',
  '\n',
  ' ',
  'https://',
  'http://[',
  'mailto:',
  '](https://a.b)',
  '<@65f0c0ffee65f0c0ffee65f0>',
  '@everyone',
  '@here',
  'a',
  'Z',
  '9',
  'é',
  '世',
  '🎉',
  '𝒜',
  '\u0301',
  '\u200d',
  '\ud83d',
  '\u202e',
  '\0',
);
const dense = fc.array(pieces, { maxLength: 80 }).map((parts) => parts.join(''));
const anything = fc.oneof(dense, fc.string({ unit: 'binary', maxLength: 200 }));

describe('parseMarkup', () => {
  it('has a table of at least a hundred cases', () => {
    expect(markupCases.length).toBeGreaterThanOrEqual(100);
    expect(new Set(markupCases.map(({ written }) => written)).size).toBe(markupCases.length);
  });

  it.each(markupCases)('$heading: $written', ({ written, seen }) => {
    expect(parseMarkup(written)).toEqual(seen);
  });

  it('parses every string into spans of the contract, and the same each time', () => {
    fc.assert(
      fc.property(anything, (content) => {
        const spans = parseMarkup(content);
        expect(Span.array().safeParse(spans).success).toBe(true);
        expect(parseMarkup(content)).toEqual(spans);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps every character that is not markup, in order', () => {
    const markup = /[*_`\\[\]()<>@#\s]/g;
    fc.assert(
      fc.property(anything, (content) => {
        expect(written(parseMarkup(content)).replace(markup, '')).toBe(content.replace(markup, ''));
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps text without a special character as it is', () => {
    const plain = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/[\\`*_<@[hH]/.test(text));
    fc.assert(
      fc.property(plain, (content) => {
        expect(parseMarkup(content)).toEqual([{ type: 'text', text: content }]);
      }),
    );
  });

  it('shows an escaped text as it was before escaping', () => {
    fc.assert(
      fc.property(
        dense.filter((content) => !/http|HTTP/.test(content)),
        (content) => {
          const escaped = content.replace(/[!-/:-@[-`{-~]/g, (char) => `\\${char}`);
          expect(written(parseMarkup(escaped))).toBe(content);
        },
      ),
    );
  });

  it('never leaves two texts side by side, nor an empty one', () => {
    const check = (spans: readonly Span[]): void => {
      spans.forEach((span, index) => {
        if (span.type === 'text') {
          expect(span.text).not.toBe('');
          expect(spans[index + 1]?.type).not.toBe('text');
        }
        if ('children' in span) check(span.children);
      });
    };
    fc.assert(fc.property(anything, (content) => check(parseMarkup(content))));
  });

  it('makes links to http, https and mailto only', () => {
    const check = (span: Span): void => {
      if (span.type === 'link') expect(new URL(span.url).protocol).toMatch(/^(https?|mailto):$/);
      if ('children' in span) span.children.forEach(check);
    };
    fc.assert(fc.property(anything, (content) => parseMarkup(content).forEach(check)));
  });

  it('nests links in no link', () => {
    const check = (span: Span, inside: boolean): void => {
      if (span.type === 'link') expect(inside).toBe(false);
      if ('children' in span) {
        for (const child of span.children) check(child, inside || span.type === 'link');
      }
    };
    fc.assert(
      fc.property(anything, (content) =>
        parseMarkup(content).forEach((span) => check(span, false)),
      ),
    );
  });
});

/**
 * Patterns that make parsers of this kind slow. A parser that is quadratic in any of them needs minutes for 100 KB of it
 * and runs into the time limit of the test; nothing is measured by the clock.
 */
const hostile = [
  '*',
  '**',
  '***',
  '_',
  '*a',
  '**a',
  '*a_b',
  '_a*b',
  '*a **b ',
  '**a*',
  'a**b*',
  '* ',
  ' *',
  '*_*_',
  '***a**b*',
  '`',
  '`a',
  '``a`',
  '`a``b```c',
  '```',
  '```js\n',
  '\\',
  '\\*',
  '\\`',
  '[',
  ']',
  '[a',
  '[a](',
  '[a](http://',
  '[a](https://a.b',
  '[a](mailto:',
  '[[a]',
  '](',
  '[*a',
  '<',
  '<@',
  '<@65f0c0ffee65f0c0ffee65f',
  '<http://',
  '<http://a',
  '<http://[',
  'http://',
  'http://[',
  'https://a.b(',
  'https://a.b)',
  'https://a.b*',
  'https://a.b.',
  'h',
  'ht',
  'http:/',
  'http://[ ',
  '@',
  '@everyone',
  '@everyonex',
  '@here@',
  'é',
  '\u0301',
  '\ud83d',
  '𝒜_',
  '_𝒜',
];

describe('the cost of parseMarkup', () => {
  it.each(hostile)('ends on 100 KB of %j with bounded depth', (pattern) => {
    const content = pattern.repeat(Math.ceil(100_000 / pattern.length));
    const spans = parseMarkup(content);
    expect(depthOf(spans)).toBeLessThanOrEqual(20);
    expect(countOf(spans)).toBeLessThanOrEqual(content.length);
  });

  it('bounds the depth for any text', () => {
    fc.assert(
      fc.property(anything, (content) => {
        expect(depthOf(parseMarkup(content))).toBeLessThanOrEqual(20);
      }),
    );
  });
});

describe('mentionedUsers', () => {
  const id = (digit: string) => digit.repeat(24);

  it('finds people at every depth, each once, in order', () => {
    const spans = parseMarkup(
      `<@${id('b')}> **_<@${id('a')}>_** [<@${id('c')}>](https://a.b) <@${id('b')}>`,
    );
    expect(mentionedUsers(spans)).toEqual([id('b'), id('a'), id('c')]);
  });

  it('finds nobody in code, escapes, channels or everyone', () => {
    expect(
      mentionedUsers(parseMarkup(`\`<@${id('a')}>\` \\<@${id('b')}> <#${id('c')}> @everyone`)),
    ).toEqual([]);
  });
});

describe('an author without the right to call everyone', () => {
  const plain = (content: string) => parseMarkup(content, { everyone: false });

  it('has written plain words, joined with those around them', () => {
    expect(plain('hey @everyone, or **@here**')).toEqual([
      { type: 'text', text: 'hey @everyone, or ' },
      { type: 'bold', children: [{ type: 'text', text: '@here' }] },
    ]);
  });

  it('may still mention people', () => {
    expect(mentionedUsers(plain(`<@${'a'.repeat(24)}> @everyone`))).toEqual(['a'.repeat(24)]);
  });
});
