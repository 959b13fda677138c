import type { Channel, ChannelType } from '@kraken/shared';

/** Channels that people write in; the others only group or carry voice. */
const WRITTEN: ReadonlySet<ChannelType> = new Set(['text', 'announcement']);

export function holdsMessages(channel: Pick<Channel, 'type'>): boolean {
  return WRITTEN.has(channel.type);
}
