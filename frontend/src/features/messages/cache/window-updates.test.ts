import type { ChangePage, MessagePage, ReactionChange } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { buildMessage } from './build-message.ts';
import { createdChange, deletedChange, editedChange, reactionChange } from './channel-changes.ts';
import type { ChannelChange, MessageWindow } from './message-window.ts';
import {
  applyChange,
  applyChangePage,
  joinPage,
  putAnswer,
  trim,
  windowOf,
} from './window-updates.ts';

function page(ns: number[], facts: Partial<MessagePage> = {}): MessagePage {
  return {
    items: ns.map((n) => buildMessage({ n })),
    users: [],
    hasBefore: false,
    hasAfter: false,
    seq: ns.at(-1) ?? 0,
    ...facts,
  };
}

const created = (n: number, seq = n) => createdChange(buildMessage({ n, seq }));
const edited = (n: number, seq: number, content = `edit ${seq}`) =>
  editedChange({ ...buildMessage({ n }), content, spans: [], seq });
const deleted = (n: number, seq: number) => {
  const { id, channelId } = buildMessage({ n });
  return deletedChange({ id, channelId, n, seq, deleted: true });
};
const reacted = (
  n: number,
  seq: number,
  { mine = false, ...facts }: Partial<ReactionChange> & { mine?: boolean } = {},
) => {
  const { id, channelId } = buildMessage({ n });
  const change = { channelId, messageId: id, n, seq, userId: 'u', emoji: '🎉', count: 1, ...facts };
  return reactionChange(change, { added: change.count > 0, mine });
};
const all = (window: MessageWindow, changes: ChannelChange[]) =>
  changes.reduce(applyChange, window);
const numbers = (window: MessageWindow) => window.items.map(({ n }) => n);

describe('a change of a channel', () => {
  it('is applied in its turn', () => {
    const window = all(windowOf(page([1, 2])), [created(3), edited(1, 4), deleted(2, 5)]);
    expect(numbers(window)).toEqual([1, 3]);
    expect(window.items[0]!.content).toBe('edit 4');
    expect(window).toMatchObject({ seq: 5, behind: false });
  });

  it('changes nothing when it comes twice', () => {
    const window = all(windowOf(page([1, 2])), [created(3)]);
    expect(applyChange(window, created(3))).toBe(window);
    expect(applyChange(window, edited(1, 2))).toBe(window);
  });

  it('waits when one before it is missing, and then both are applied', () => {
    const start = windowOf(page([1, 2]));
    const behind = applyChange(start, edited(3, 4));
    expect(behind).toMatchObject({ seq: 2, behind: true });
    expect(applyChange(behind, edited(3, 4))).toBe(behind);
    const whole = applyChange(behind, created(3));
    expect(whole).toMatchObject({ seq: 4, behind: false });
    expect(whole.items.at(-1)!.content).toBe('edit 4');
  });

  it('gives the same end in any order of arrival', () => {
    const changes = [created(3), edited(3, 4), reacted(1, 5), deleted(2, 6), created(4, 7)];
    const start = windowOf(page([1, 2]));
    const inOrder = all(start, changes);
    for (const order of [
      [4, 3, 2, 1, 0],
      [2, 0, 4, 1, 3],
      [1, 1, 0, 0, 3, 2, 4, 4],
    ]) {
      expect(
        all(
          start,
          order.map((at) => changes[at]!),
        ),
      ).toEqual(inOrder);
    }
  });

  it('leaves what a page already knew alone', () => {
    const known = { ...windowOf(page([1, 2])), seq: 1 };
    expect(applyChange(known, created(2)).items).toBe(known.items);
  });

  it('about a message that is not loaded only moves the number on', () => {
    const window = windowOf(page([10, 11], { hasBefore: true, seq: 20 }));
    const next = all(window, [deleted(3, 21), edited(4, 22), reacted(5, 23)]);
    expect(next.items).toBe(window.items);
    expect(next.seq).toBe(23);
  });

  it('does not append to a stretch that ends in the past', () => {
    const window = windowOf(page([1, 2], { hasAfter: true, seq: 9 }));
    expect(numbers(applyChange(window, created(10)))).toEqual([1, 2]);
  });
});

describe('a reaction', () => {
  it('sets the count told and marks it mine only when it is', () => {
    const window = windowOf(page([1]));
    const one = applyChange(window, reacted(1, 2));
    expect(one.items[0]!.reactions).toEqual([{ emoji: '🎉', count: 1, me: false }]);
    const two = applyChange(one, reacted(1, 3, { count: 2, mine: true }));
    expect(two.items[0]!.reactions).toEqual([{ emoji: '🎉', count: 2, me: true }]);
    const back = applyChange(two, reacted(1, 4, { count: 0 }));
    expect(back.items[0]!.reactions).toEqual([]);
  });
});

describe('catching up', () => {
  const changePage = (facts: Partial<ChangePage>): ChangePage => ({
    items: [],
    users: [],
    more: false,
    seq: 0,
    ...facts,
  });

  it('takes in the latest states and lets the waiting changes follow', () => {
    const behind = applyChange(windowOf(page([1, 2])), edited(4, 6));
    const { id, channelId } = buildMessage({ n: 2 });
    const tombstone = { id, channelId, n: 2, seq: 3, deleted: true as const };
    const whole = applyChangePage(
      behind,
      changePage({ items: [tombstone, buildMessage({ n: 4, seq: 5 })], seq: 5 }),
    );
    expect(numbers(whole)).toEqual([1, 4]);
    expect(whole.items.at(-1)!.content).toBe('edit 6');
    expect(whole).toMatchObject({ seq: 6, behind: false, early: [] });
  });

  it('stays behind while there are more pages', () => {
    const half = applyChangePage(
      windowOf(page([1])),
      changePage({ items: [buildMessage({ n: 2 })], more: true, seq: 9 }),
    );
    expect(half).toMatchObject({ seq: 2, behind: true });
  });

  it('never replaces a newer state by an older one', () => {
    const window = applyChange(windowOf(page([1])), edited(1, 2));
    const same = applyChangePage(window, changePage({ items: [buildMessage({ n: 1 })], seq: 2 }));
    expect(same.items).toBe(window.items);
  });
});

describe('a page joined to a window', () => {
  it('puts older messages before and newer after', () => {
    const window = windowOf(page([5, 6], { hasBefore: true, hasAfter: true }));
    const older = joinPage(window, page([3, 4], { hasBefore: true, seq: 6 }), 'before');
    const whole = joinPage(older, page([7, 8], { seq: 8 }), 'after');
    expect(numbers(whole)).toEqual([3, 4, 5, 6, 7, 8]);
    expect(whole).toMatchObject({ hasBefore: true, hasAfter: false, seq: 6, behind: false });
  });

  it('that was read before a change the window knows has the change fetched again', () => {
    const window = windowOf(page([5, 6], { hasBefore: true, seq: 9 }));
    const joined = joinPage(window, page([3, 4], { seq: 8 }), 'before');
    expect(joined).toMatchObject({ seq: 8, behind: true });
  });
});

describe('the answer of an own request', () => {
  it('is shown without passing over what others did meanwhile', () => {
    const window = windowOf(page([1, 2]));
    const mine = putAnswer(window, buildMessage({ n: 4, seq: 4, nonce: 'mine-123' }));
    expect(numbers(mine)).toEqual([1, 2, 4]);
    const whole = all(mine, [created(3), created(4)]);
    expect(numbers(whole)).toEqual([1, 2, 3, 4]);
    expect(whole).toMatchObject({ seq: 4, behind: false });
    expect(whole.items.at(-1)!.nonce).toBe('mine-123');
  });

  it('that says nothing new leaves the window as it is', () => {
    const window = windowOf(page([1, 2]));
    expect(putAnswer(window, buildMessage({ n: 2 }))).toBe(window);
  });
});

describe('a long window', () => {
  it('lets go of the far end and knows that there is more', () => {
    const window = windowOf(page([1, 2, 3, 4]));
    expect(trim(window, 2, 'before')).toMatchObject({ hasBefore: true, hasAfter: false });
    expect(numbers(trim(window, 3, 'after'))).toEqual([1, 2, 3]);
    expect(trim(window, 4, 'after')).toBe(window);
  });
});
