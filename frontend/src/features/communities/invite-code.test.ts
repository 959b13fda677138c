import { describe, expect, it } from 'vitest';
import { inviteCodeOf } from './invite-code.ts';

describe('a pasted invite', () => {
  it('may be the link or the code alone', () => {
    expect(inviteCodeOf(' https://kraken.example/invite/h4rb0urL ')).toBe('h4rb0urL');
    expect(inviteCodeOf('http://127.0.0.1:3000/invite/h4rb0urL?x=1')).toBe('h4rb0urL');
    expect(inviteCodeOf('h4rb0urL')).toBe('h4rb0urL');
  });

  it('is not anything else', () => {
    for (const text of ['', 'hello there', 'https://kraken.example/', 'short', '/invite/../x']) {
      expect(inviteCodeOf(text)).toBeNull();
    }
  });
});
