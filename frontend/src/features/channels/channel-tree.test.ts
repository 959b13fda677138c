import type { Channel } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { channelsInOrder, moved, orderOf, stepTarget, treeOf, withOrder } from './channel-tree.ts';

function channel(id: string, position: number, facts: Partial<Channel> = {}): Channel {
  return {
    id,
    communityId: 'x',
    type: 'text',
    name: id,
    topic: '',
    parentId: null,
    position,
    createdAt: '',
    ...facts,
  };
}
const channels = [
  channel('lobby', 0),
  channel('TOWN', 1, { type: 'category' }),
  channel('market', 1, { parentId: 'TOWN' }),
  channel('square', 0, { parentId: 'TOWN' }),
  channel('VOICE', 2, { type: 'category' }),
  channel('harbour', 0, { parentId: 'VOICE', type: 'voice' }),
];
/** "lobby / TOWN: square market / VOICE: harbour" */
const text = (list: readonly Channel[]) =>
  treeOf(list)
    .map(({ category, channels: inside }) =>
      [category ? `${category.id}:` : '', ...inside.map(({ id }) => id)].filter(Boolean).join(' '),
    )
    .join(' / ');
const after = (id: string, target: Parameters<typeof moved>[2]) => {
  const order = moved(channels, id, target);
  return order && text(withOrder(channels, order));
};

describe('the channel list', () => {
  it('stands in categories, by position', () => {
    expect(text(channels)).toBe('lobby / TOWN: square market / VOICE: harbour');
    expect(channelsInOrder(channels).map(({ id }) => id)).toEqual([
      'lobby',
      'square',
      'market',
      'harbour',
    ]);
  });

  it('shows a channel of an unseen category at the top', () => {
    expect(text([channel('a', 0, { parentId: 'gone' })])).toBe('a');
  });

  it('is told to the server whole, each with its parent', () => {
    expect(orderOf(channels).map(({ id, parentId }) => [id, parentId])).toEqual([
      ['lobby', null],
      ['TOWN', null],
      ['square', 'TOWN'],
      ['market', 'TOWN'],
      ['VOICE', null],
      ['harbour', 'VOICE'],
    ]);
  });
});

describe('a move', () => {
  it('puts a channel before another, also of another category', () => {
    expect(after('market', { before: 'square' })).toBe(
      'lobby / TOWN: market square / VOICE: harbour',
    );
    expect(after('lobby', { before: 'market' })).toBe(
      ' / TOWN: square lobby market / VOICE: harbour',
    );
  });

  it('puts a channel at the end of a category or of the top', () => {
    expect(after('square', { endOf: 'VOICE' })).toBe(
      'lobby / TOWN: market / VOICE: harbour square',
    );
    expect(after('market', { endOf: null })).toBe('lobby market / TOWN: square / VOICE: harbour');
  });

  it('takes a category along with what is in it', () => {
    expect(after('VOICE', { before: 'TOWN' })).toBe('lobby / VOICE: harbour / TOWN: square market');
    expect(after('TOWN', { endOf: null })).toBe('lobby / VOICE: harbour / TOWN: square market');
  });

  it('to where it is already is none', () => {
    expect(after('square', { before: 'market' })).toBeNull();
    expect(after('harbour', { endOf: 'VOICE' })).toBeNull();
    expect(after('nobody', { endOf: null })).toBeNull();
  });

  it('by the keyboard goes one step, and over the edge into the next category', () => {
    const step = (id: string, by: 1 | -1) => {
      const target = stepTarget(channels, id, by);
      return target && after(id, target);
    };
    expect(step('market', -1)).toBe('lobby / TOWN: market square / VOICE: harbour');
    expect(step('square', 1)).toBe('lobby / TOWN: market square / VOICE: harbour');
    expect(step('market', 1)).toBe('lobby / TOWN: square / VOICE: market harbour');
    expect(step('square', -1)).toBe('lobby square / TOWN: market / VOICE: harbour');
    expect(step('VOICE', -1)).toBe('lobby / VOICE: harbour / TOWN: square market');
    expect(step('harbour', 1)).toBeNull();
  });
});
