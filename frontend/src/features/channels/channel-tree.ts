import type { Channel, OrderChannels } from '@kraken/shared';

/** A category with its channels; the first group is what stands above all categories. */
export interface ChannelGroup {
  readonly category: Channel | null;
  readonly channels: readonly Channel[];
}

type Order = OrderChannels['items'];

function byPosition(a: Channel, b: Channel): number {
  return a.position - b.position || (a.id < b.id ? -1 : 1);
}

/** The list as it is shown. A channel whose category is not visible stands at the top. */
export function treeOf(channels: readonly Channel[]): ChannelGroup[] {
  const sorted = [...channels].sort(byPosition);
  const categories = sorted.filter(({ type }) => type === 'category');
  const known = new Set(categories.map(({ id }) => id));
  const inside = new Map<string | null, Channel[]>();
  for (const channel of sorted) {
    if (channel.type === 'category') continue;
    const parent =
      channel.parentId !== null && known.has(channel.parentId) ? channel.parentId : null;
    inside.set(parent, [...(inside.get(parent) ?? []), channel]);
  }
  return [null, ...categories].map((category) => ({
    category,
    channels: inside.get(category?.id ?? null) ?? [],
  }));
}

/** All channels in the order of the screen, without the categories. */
export function channelsInOrder(channels: readonly Channel[]): Channel[] {
  return treeOf(channels).flatMap((group) => group.channels);
}

/** The order as the server takes it: every channel once, a category before what is in it. */
export function orderOf(channels: readonly Channel[]): Order {
  return treeOf(channels).flatMap(({ category, channels: inside }) => [
    ...(category ? [{ id: category.id, parentId: null }] : []),
    ...inside.map(({ id }) => ({ id, parentId: category?.id ?? null })),
  ]);
}

/** Where something is dropped: before a channel, or at the end of a category (null: at the top). */
export type Target = { readonly before: string } | { readonly endOf: string | null };

/** The order after a move; null when it changes nothing. Categories move with what is in them. */
export function moved(channels: readonly Channel[], id: string, target: Target): Order | null {
  const groups = treeOf(channels);
  const subject = channels.find((channel) => channel.id === id);
  if (!subject) return null;
  const next =
    subject.type === 'category'
      ? moveCategory(groups, id, target)
      : moveChannel(groups, subject, target);
  const order = next && orderOfGroups(next);
  return order && !isSame(order, orderOf(channels)) ? order : null;
}

function orderOfGroups(groups: readonly ChannelGroup[]): Order {
  return groups.flatMap(({ category, channels }) => [
    ...(category ? [{ id: category.id, parentId: null }] : []),
    ...channels.map(({ id }) => ({ id, parentId: category?.id ?? null })),
  ]);
}

function moveChannel(
  groups: readonly ChannelGroup[],
  subject: Channel,
  target: Target,
): ChannelGroup[] {
  return groups.map((group) => {
    const rest = group.channels.filter(({ id }) => id !== subject.id);
    if ('endOf' in target) {
      const isHere = (group.category?.id ?? null) === target.endOf;
      return { ...group, channels: isHere ? [...rest, subject] : rest };
    }
    const at = rest.findIndex(({ id }) => id === target.before);
    return { ...group, channels: at < 0 ? rest : rest.toSpliced(at, 0, subject) };
  });
}

function moveCategory(
  groups: readonly ChannelGroup[],
  id: string,
  target: Target,
): ChannelGroup[] | null {
  const subject = groups.find(({ category }) => category?.id === id);
  if (!subject) return null;
  const rest = groups.filter((group) => group !== subject);
  const wanted = 'before' in target ? target.before : null;
  const at = rest.findIndex(
    ({ category, channels }) =>
      category && (category.id === wanted || channels.some((channel) => channel.id === wanted)),
  );
  return rest.toSpliced(at < 0 ? rest.length : at, 0, subject);
}

function isSame(a: Order, b: Order): boolean {
  return (
    a.length === b.length &&
    a.every(({ id, parentId }, at) => b[at]!.id === id && b[at]!.parentId === parentId)
  );
}

/** One step up or down for the keyboard; over the edge of a category into the next one. */
export function stepTarget(channels: readonly Channel[], id: string, step: 1 | -1): Target | null {
  const groups = treeOf(channels);
  const subject = channels.find((channel) => channel.id === id);
  if (subject?.type === 'category') return categoryStep(groups, id, step);
  const at = groups.findIndex((group) => group.channels.some((channel) => channel.id === id));
  const group = groups[at];
  if (!group) return null;
  const place = group.channels.findIndex((channel) => channel.id === id);
  if (step === -1 && place > 0) return { before: group.channels[place - 1]!.id };
  if (step === 1 && place < group.channels.length - 1) {
    const after = group.channels[place + 2];
    return after ? { before: after.id } : { endOf: group.category?.id ?? null };
  }
  const neighbour = groups[at + step];
  if (!neighbour) return null;
  const first = neighbour.channels[0];
  if (step === 1 && first) return { before: first.id };
  return { endOf: neighbour.category?.id ?? null };
}

function categoryStep(groups: readonly ChannelGroup[], id: string, step: 1 | -1): Target | null {
  const categories = groups.flatMap(({ category }) => category ?? []);
  const at = categories.findIndex((category) => category.id === id);
  if (step === -1) return at > 0 ? { before: categories[at - 1]!.id } : null;
  if (at === categories.length - 1) return null;
  const after = categories[at + 2];
  return after ? { before: after.id } : { endOf: null };
}

/** The channels with the parents and positions of an order, to be shown before the server has answered. */
export function withOrder(channels: readonly Channel[], order: Order): Channel[] {
  const places = new Map(order.map(({ id, parentId }, position) => [id, { parentId, position }]));
  return channels.map((channel) => ({ ...channel, ...places.get(channel.id) }));
}
