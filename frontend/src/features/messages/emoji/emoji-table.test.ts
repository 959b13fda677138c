import { Emoji } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import file from './emoji-table.json' with { type: 'json' };
import { readTable, searchEmoji } from './emoji-table.ts';

const table = readTable(file);

describe('the emoji table', () => {
  it('holds only what the server takes as a reaction', () => {
    for (const { entries } of table) {
      for (const { emoji } of entries) expect(Emoji.safeParse(emoji).success).toBe(true);
    }
  });

  it('finds the exact name first, then its beginnings, then other words', () => {
    expect(searchEmoji(table, 'tada', 3)[0]!.emoji).toBe('🎉');
    expect(searchEmoji(table, 'Octopus', 1)[0]!.emoji).toBe('🐙');
    expect(searchEmoji(table, 'halloween', 30).map(({ emoji }) => emoji)).toContain('🎃');
    expect(searchEmoji(table, ' ', 5)).toEqual([]);
  });
});
