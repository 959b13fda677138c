import type { Channel } from '@kraken/shared';
import type { ChannelDocument } from './channels.repository.ts';

export function toChannel(document: ChannelDocument): Channel {
  return {
    id: document._id.toHexString(),
    communityId: document.communityId.toHexString(),
    type: document.type,
    name: document.name,
    topic: document.topic,
    parentId: document.parentId?.toHexString() ?? null,
    position: document.position,
    createdAt: document.createdAt.toISOString(),
  };
}
