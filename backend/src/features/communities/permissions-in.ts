import type { Channel, PermissionMask } from '@kraken/shared';
import {
  allPermissions,
  defaultPermissions,
  hasPermission,
  maskOf,
  permissionNames,
} from '@kraken/shared';

/** Channels in which messages can be written. */
const messageChannels: ReadonlySet<Channel['type']> = new Set(['text', 'announcement']);

export function holdsMessages(channel: { type: Channel['type'] }): boolean {
  return messageChannels.has(channel.type);
}

const messagePermissions = maskOf(
  permissionNames.filter((name) => name.startsWith('message.') || name.startsWith('thread.')),
);
const writing = maskOf(['message.send', 'thread.create', 'thread.send']);

/**
 * What a member may do in a community, or in one of its channels. The one place where rights are computed: roles and
 * overrides will be worked in here.
 */
export function permissionsIn(
  userId: string,
  community: { ownerId: string },
  channel?: { type: Channel['type'] },
): PermissionMask {
  const held = community.ownerId === userId ? allPermissions : defaultPermissions;
  if (channel === undefined) return held;
  if (!holdsMessages(channel)) return held & ~messagePermissions;
  if (channel.type === 'announcement' && !hasPermission(held, 'channel.manage')) {
    return held & ~writing;
  }
  return held;
}
