import type { Channel } from '@kraken/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../platform/refusal.ts';
import { inOrder, moves, movesUp, nextPosition } from './channel-order.ts';

type Placed = Pick<Channel, 'id' | 'type' | 'parentId' | 'position'>;

const channels: Placed[] = [
  { id: 'general', type: 'text', parentId: null, position: 0 },
  { id: 'games', type: 'category', parentId: null, position: 1 },
  { id: 'chess', type: 'text', parentId: 'games', position: 0 },
  { id: 'go', type: 'text', parentId: 'games', position: 1 },
  { id: 'empty', type: 'category', parentId: null, position: 2 },
];
const list = (before: readonly Placed[] = channels) =>
  before.map(({ id, parentId }) => ({ id, parentId }));

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'no refusal';
}

describe('moves', () => {
  it('moves nothing when the list says what is', () => {
    expect(moves(channels, list())).toEqual([]);
  });

  it('moves only what stands elsewhere, counting under each parent', () => {
    const wanted = [
      { id: 'games', parentId: null },
      { id: 'go', parentId: 'games' },
      { id: 'general', parentId: null },
      { id: 'chess', parentId: 'games' },
      { id: 'empty', parentId: null },
    ];
    expect(moves(channels, wanted)).toEqual([
      { id: 'games', parentId: null, position: 0 },
      { id: 'go', parentId: 'games', position: 0 },
      { id: 'general', parentId: null, position: 1 },
      { id: 'chess', parentId: 'games', position: 1 },
    ]);
  });

  it.each([
    ['misses one', list().slice(1)],
    ['invents one', [...list(), { id: 'foreign', parentId: null }]],
    ['has one in place of another', [...list().slice(1), { id: 'foreign', parentId: null }]],
    ['names one twice', [...list(), { id: 'general', parentId: null }]],
    [
      'names one twice and misses another',
      [...list().slice(1), { id: 'chess', parentId: 'games' }],
    ],
  ])('refuses a list that %s', (_, wanted) => {
    expect(codeOf(() => moves(channels, wanted))).toBe('order-changed');
  });

  it.each([
    ['a parent that is no category', { id: 'general', parentId: 'chess' }],
    ['a parent that is not there', { id: 'general', parentId: 'foreign' }],
    ['itself as parent', { id: 'games', parentId: 'games' }],
    ['a category in a category', { id: 'empty', parentId: 'games' }],
  ])('refuses %s', (_, item) => {
    const wanted = list().map((entry) => (entry.id === item.id ? item : entry));
    expect(codeOf(() => moves(channels, wanted))).toBe('invalid-input');
  });

  it('makes any legal list come true', () => {
    const shuffled = fc.shuffledSubarray(list(), { minLength: channels.length });
    const parents = fc.array(fc.constantFrom(null, 'games', 'empty'), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(shuffled, parents, (order, chosen) => {
        const isCategory = (id: string) => id === 'games' || id === 'empty';
        const wanted = order.map(({ id }, index) => ({
          id,
          parentId: isCategory(id) ? null : (chosen[index] ?? null),
        }));
        const moved = new Map(
          moves(channels, wanted).map((placement) => [placement.id, placement]),
        );
        const after = channels.map((channel) => ({ ...channel, ...moved.get(channel.id) }));
        for (const parentId of [null, 'games', 'empty']) {
          const standing = inOrder(after.filter((channel) => channel.parentId === parentId));
          const asked = wanted.filter((item) => item.parentId === parentId);
          expect(standing.map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
          expect(standing.map(({ position }) => position)).toEqual(asked.map((_, index) => index));
        }
        expect(moves(after, wanted)).toEqual([]);
      }),
    );
  });
});

describe('movesUp', () => {
  it('puts the channels of a category behind the top level, in their order', () => {
    const left = channels.filter(({ id }) => id !== 'games');
    expect(movesUp(left, 'games')).toEqual([
      { id: 'chess', parentId: null, position: 3 },
      { id: 'go', parentId: null, position: 4 },
    ]);
    expect(movesUp(channels, 'empty')).toEqual([]);
  });
});

describe('nextPosition', () => {
  it('is behind the last, whatever gaps there are', () => {
    expect(nextPosition(channels, null)).toBe(3);
    expect(nextPosition(channels, 'games')).toBe(2);
    expect(nextPosition(channels, 'empty')).toBe(0);
  });
});
