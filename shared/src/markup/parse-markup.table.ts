import type { Span } from './span.ts';

const id = '65f0c0ffee65f0c0ffee65f0';
const other = '0123456789abcdef01234567';

const t = (text: string): Span => ({ type: 'text', text });
const code = (text: string): Span => ({ type: 'code', text });
const user = (userId: string): Span => ({ type: 'userMention', userId });
const channel = (channelId: string): Span => ({ type: 'channelMention', channelId });
const everyone: Span = { type: 'everyone', scope: 'everyone' };
const here: Span = { type: 'everyone', scope: 'here' };

const nest = (children: (Span | string)[]): Span[] =>
  children.map((child) => (typeof child === 'string' ? t(child) : child));
const b = (...children: (Span | string)[]): Span => ({ type: 'bold', children: nest(children) });
const i = (...children: (Span | string)[]): Span => ({ type: 'italic', children: nest(children) });
const link = (url: string, ...children: (Span | string)[]): Span => ({
  type: 'link',
  url,
  children: nest(children.length === 0 ? [url] : children),
});
const block = (text: string, language = ''): Span => ({ type: 'codeBlock', text, language });

/** A heading of the table, and what an author writes against what everyone sees. */
type Cases = Record<string, [written: string, seen: (Span | string)[]][]>;

const cases: Cases = {
  'plain text': [
    ['', []],
    ['hello', ['hello']],
    ['two\nlines', ['two\nlines']],
    ['  spaced  ', ['  spaced  ']],
    ['\n', ['\n']],
    ['Привет, 世界 🎉', ['Привет, 世界 🎉']],
    ['👩‍👩‍👧‍👦 family', ['👩‍👩‍👧‍👦 family']],
    ['<b>not markup</b>', ['<b>not markup</b>']],
    ['a < b > c & d', ['a < b > c & d']],
    ['&lt;script&gt;', ['&lt;script&gt;']],
    ['# not a heading yet', ['# not a heading yet']],
    ['1 * 2 * 3', ['1 * 2 * 3']],
    ['__proto__', [b('proto')]],
  ],
  bold: [
    ['**bold**', [b('bold')]],
    ['a **b** c', ['a ', b('b'), ' c']],
    ['in**si**de', ['in', b('si'), 'de']],
    ['__bold__', [b('bold')]],
    ['**two words**', [b('two words')]],
    ['**over\nlines**', [b('over\nlines')]],
    ['**open', ['**open']],
    ['close**', ['close**']],
    ['** spaced **', ['** spaced **']],
    ['**a**b**c**', [b('a'), 'b', b('c')]],
    ['****', ['****']],
    ['**жирный**', [b('жирный')]],
  ],
  italic: [
    ['*it*', [i('it')]],
    ['_it_', [i('it')]],
    ['a *b* c', ['a ', i('b'), ' c']],
    ['*a', ['*a']],
    ['a*', ['a*']],
    ['* a *', ['* a *']],
    ['*a *', ['*a *']],
    ['* a*', ['* a*']],
    ['*a* *b*', [i('a'), ' ', i('b')]],
    ['snake_case_name', ['snake_case_name']],
    ['_snake_case_', [i('snake_case')]],
    ['a_b', ['a_b']],
    ['слово_слово_слово', ['слово_слово_слово']],
    ['𝒜_𝒷_𝒸', ['𝒜_𝒷_𝒸']],
    ['(_x_)', ['(', i('x'), ')']],
    ['*a\nb*', [i('a\nb')]],
    ['2*3*4', ['2', i('3'), '4']],
  ],
  nesting: [
    ['***both***', [b(i('both'))]],
    ['**a *b* c**', [b('a ', i('b'), ' c')]],
    ['*a **b** c*', [i('a ', b('b'), ' c')]],
    ['**a _b_ c**', [b('a ', i('b'), ' c')]],
    ['_**x**_', [i(b('x'))]],
    ['**_x_**', [b(i('x'))]],
    ['**a *b**', [b('a *b')]],
    ['*a **b*', [i('a **b')]],
    ['*a _b* c_', [i('a _b'), ' c_']],
    ['**a** *b* `c`', [b('a'), ' ', i('b'), ' ', code('c')]],
    ['**`code`**', [b(code('code'))]],
    [`**<@${id}>**`, [b(user(id))]],
  ],
  'inline code': [
    ['`x`', [code('x')]],
    ['a `b` c', ['a ', code('b'), ' c']],
    ['`**x**`', [code('**x**')]],
    [`\`<@${id}>\``, [code(`<@${id}>`)]],
    ['`@everyone`', [code('@everyone')]],
    ['``a`b``', [code('a`b')]],
    ['`` ` ``', [code('`')]],
    ['` a `', [code('a')]],
    ['`open', ['`open']],
    ['close`', ['close`']],
    ['``a`', ['``a`']],
    ['`\\`', [code('\\')]],
    ['*a `b* c`', ['*a ', code('b* c')]],
    ['`a\nb`', [code('a\nb')]],
    ['` `', [code(' ')]],
  ],
  'code blocks': [
    ['```\nx\n```', [block('x')]],
    ['```js\nlet a;\n```', [block('let a;', 'js')]],
    ['```c++\nint a;\n```', [block('int a;', 'c++')]],
    ['```x```', [block('x')]],
    ['```\na\n\nb\n```', [block('a\n\nb')]],
    ['```js\n```', [block('', 'js')]],
    ['```not a language\nx```', [block('not a language\nx')]],
    ['before ```x``` after', ['before ', block('x'), ' after']],
    ['```open', ['```open']],
    ['````\n```\n````', [block('```')]],
    [`\`\`\`\n**x** <@${id}>\n\`\`\``, [block(`**x** <@${id}>`)]],
    ['```\n  indented\n```', [block('  indented')]],
  ],
  links: [
    ['https://kraken.example', [link('https://kraken.example')]],
    ['http://a.b/c?d=e#f', [link('http://a.b/c?d=e#f')]],
    ['Https://a.b', [link('Https://a.b')]],
    ['see https://a.b.', ['see ', link('https://a.b'), '.']],
    ['(https://a.b)', ['(', link('https://a.b'), ')']],
    ['https://a.b/w_(x)', [link('https://a.b/w_(x)')]],
    ['https://a.b, https://c.d!', [link('https://a.b'), ', ', link('https://c.d'), '!']],
    ['**https://a.b**', [b(link('https://a.b'))]],
    ['https://a.b/snake_case_x', [link('https://a.b/snake_case_x')]],
    ['https://a.b/*x*y', [link('https://a.b/*x*y')]],
    ['<https://a.b/c>', [link('https://a.b/c')]],
    ['<https://a.b c>', ['<', link('https://a.b'), ' c>']],
    ['[text](https://a.b)', [link('https://a.b', 'text')]],
    ['[**t**](https://a.b)', [link('https://a.b', b('t'))]],
    ['[`t`](https://a.b)', [link('https://a.b', code('t'))]],
    ['[mail](mailto:a@b.c)', [link('mailto:a@b.c', 'mail')]],
    ['[https://x.y](https://a.b)', [link('https://a.b', 'https://x.y')]],
    ['[x](javascript:alert(1))', ['[x](javascript:alert(1))']],
    ['[x](JaVaScRiPt:alert(1))', ['[x](JaVaScRiPt:alert(1))']],
    ['[x](data:text/html,x)', ['[x](data:text/html,x)']],
    ['[x](/relative)', ['[x](/relative)']],
    ['[](https://a.b)', ['[](', link('https://a.b'), ')']],
    ['[x] (https://a.b)', ['[x] (', link('https://a.b'), ')']],
    ['javascript:alert(1)', ['javascript:alert(1)']],
    ['ftp://a.b', ['ftp://a.b']],
    ['http://', ['http://']],
    ['http://[', ['http://[']],
    ['https', ['https']],
    ['hhttps://a.b', ['h', link('https://a.b')]],
    ['https://a.b\nhttps://c.d', [link('https://a.b'), '\n', link('https://c.d')]],
    ['https://例え.jp/道', [link('https://例え.jp/道')]],
  ],
  mentions: [
    [`<@${id}>`, [user(id)]],
    [`hi <@${id}>!`, ['hi ', user(id), '!']],
    [`<@${id}><@${other}>`, [user(id), user(other)]],
    [`<#${id}>`, [channel(id)]],
    [`<@${id.toUpperCase()}>`, [`<@${id.toUpperCase()}>`]],
    [`<@${id.slice(1)}>`, [`<@${id.slice(1)}>`]],
    [`<@${id}`, [`<@${id}`]],
    ['<@>', ['<@>']],
    ['<@{"$ne":null}>', ['<@{"$ne":null}>']],
    ['@someone', ['@someone']],
    [`[<@${id}>](https://a.b)`, [link('https://a.b', user(id))]],
  ],
  everyone: [
    ['@everyone', [everyone]],
    ['@here now', [here, ' now']],
    ['hey @everyone!', ['hey ', everyone, '!']],
    ['@everyone2', ['@everyone2']],
    ['@hereabouts', ['@hereabouts']],
    ['me@everyone.example', ['me@everyone.example']],
    ['**@here**', [b(here)]],
    ['@Everyone', ['@Everyone']],
  ],
  escapes: [
    ['\\*a\\*', ['*a*']],
    ['\\**a*', ['*', i('a')]],
    ['\\_a_', ['_a_']],
    ['\\`a`', ['`a`']],
    ['\\\\', ['\\']],
    ['\\a', ['\\a']],
    ['\\', ['\\']],
    [`\\<@${id}>`, [`<@${id}>`]],
    ['\\@everyone', ['@everyone']],
    ['\\[x](https://a.b)', ['[x](', link('https://a.b'), ')']],
    ['¯\\_(ツ)_/¯', ['¯_(ツ)_/¯']],
  ],
};

/** Every case as `[heading, written, seen]`. */
export const markupCases = Object.entries(cases).flatMap(([heading, rows]) =>
  rows.map(([written, seen]) => ({ heading, written, seen: nest(seen) })),
);
