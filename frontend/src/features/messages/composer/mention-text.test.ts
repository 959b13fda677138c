import { describe, expect, it } from 'vitest';
import { decodeMentions, encodeMentions } from './mention-text.ts';

const ana = 'a'.repeat(24);
const general = 'c'.repeat(24);
const off = 'd'.repeat(24);
const names = {
  users: new Map([
    ['ana', ana],
    ['iris.k', 'b'.repeat(24)],
  ]),
  channels: new Map([
    ['general', general],
    ['general off topic', off],
  ]),
};
const encode = (text: string) => encodeMentions(text, names);

describe('mentions as they are written', () => {
  it('become ids where the name is known', () => {
    expect(encode('hi @ana, see #general!')).toBe(`hi <@${ana}>, see <#${general}>!`);
    expect(encode('@iris.k.')).toBe(`<@${'b'.repeat(24)}>.`);
  });

  it('take the longest channel name that fits', () => {
    expect(encode('#general off topic')).toBe(`<#${off}>`);
    expect(encode('#generals')).toBe('#generals');
  });

  it('stay words when nobody is called so, inside words and in code', () => {
    for (const text of ['@anabel', 'ana@ana', '`@ana`', '```\n@ana\n```', '@everyone']) {
      expect(encode(text)).toBe(text);
    }
  });

  it('come back as names for editing', () => {
    const nameOf = (kind: '@' | '#', id: string) =>
      kind === '@' && id === ana ? 'ana' : undefined;
    expect(decodeMentions(`<@${ana}> <#${general}>`, nameOf)).toBe(`@ana <#${general}>`);
    expect(encode(decodeMentions(`<@${ana}>`, nameOf))).toBe(`<@${ana}>`);
  });
});
