import type { Channel, OrderChannels } from '@kraken/shared';
import { Refusal } from '../../platform/refusal.ts';

/** Where a channel stands: under its parent, by position. */
export interface Placement {
  id: string;
  parentId: string | null;
  position: number;
}

type Placed = Pick<Channel, 'id' | 'type' | 'parentId' | 'position'>;

/** As people see them: by position, then by age. */
export function inOrder<T extends Placed>(channels: readonly T[]): T[] {
  return channels.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

/** The position behind the last of a parent's channels. */
export function nextPosition(channels: readonly Placed[], parentId: string | null): number {
  const positions = channels
    .filter((channel) => channel.parentId === parentId)
    .map(({ position }) => position);
  return positions.length === 0 ? 0 : Math.max(...positions) + 1;
}

/**
 * What has to move so that the channels stand as the list says; each parent's channels count from 0.
 * @throws {Refusal} `order-changed` when the list is of other channels than there are, `invalid-input` when a parent
 *   in it is no category or a category has one
 */
export function moves(channels: readonly Placed[], wanted: OrderChannels['items']): Placement[] {
  requireSameChannels(channels, wanted);
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  requireCategories(byId, wanted);
  const counts = new Map<string | null, number>();
  return wanted.flatMap(({ id, parentId }) => {
    const position = counts.get(parentId) ?? 0;
    counts.set(parentId, position + 1);
    const before = byId.get(id);
    const stands = before?.parentId === parentId && before.position === position;
    return stands ? [] : [{ id, parentId, position }];
  });
}

/** Where the channels of a category go when it is deleted: up, behind what is there, in their order. */
export function movesUp(channels: readonly Placed[], categoryId: string): Placement[] {
  const first = nextPosition(channels, null);
  return inOrder(channels.filter(({ parentId }) => parentId === categoryId)).map(
    ({ id }, index) => ({
      id,
      parentId: null,
      position: first + index,
    }),
  );
}

function requireSameChannels(channels: readonly Placed[], wanted: OrderChannels['items']): void {
  const ids = new Set(wanted.map(({ id }) => id));
  const isSame =
    ids.size === wanted.length &&
    ids.size === channels.length &&
    channels.every(({ id }) => ids.has(id));
  if (!isSame) throw new Refusal('order-changed');
}

function requireCategories(
  byId: ReadonlyMap<string, Placed>,
  wanted: OrderChannels['items'],
): void {
  wanted.forEach(({ id, parentId }, index) => {
    if (parentId === null) return;
    if (byId.get(parentId)?.type === 'category' && byId.get(id)?.type !== 'category') return;
    throw new Refusal('invalid-input', {
      errors: [
        { path: `items.${index}.parentId`, message: 'must be a category, and null for a category' },
      ],
    });
  });
}
