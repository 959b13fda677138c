import type { ChannelType } from '@kraken/shared';

/** What every new community begins with. */
export const seedChannels: readonly { name: string; type: ChannelType; topic: string }[] = [
  { name: 'general', type: 'text', topic: '' },
  { name: 'announcements', type: 'announcement', topic: '' },
  { name: 'Lounge', type: 'voice', topic: '' },
];
