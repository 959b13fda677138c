import { describe, expect, it } from 'vitest';
import { safeLink } from './safe-link.ts';

describe('a link', () => {
  it('may lead to the web or to a mailbox', () => {
    expect(safeLink('https://kraken.example/a?b#c')).toBe('https://kraken.example/a?b#c');
    expect(safeLink('mailto:ana@kraken.example')).toBe('mailto:ana@kraken.example');
  });

  it('may not run anything', () => {
    const others = [
      'javascript:alert(1)',
      ' javascript:x',
      'data:text/html,x',
      'vbscript:x',
      '//x',
      'file:///etc',
    ];
    for (const url of others) expect(safeLink(url)).toBeNull();
  });
});
