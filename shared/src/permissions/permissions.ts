import { z } from 'zod';

/** What a person may do in a community, in bit order: the position is the bit, so only append. */
export const permissionNames = [
  'channel.view',
  'channel.manage',
  'message.send',
  'message.history',
  'message.manage',
  'message.pin',
  'message.embed',
  'message.attach',
  'message.react',
  'message.mentionEveryone',
  'message.externalEmoji',
  'thread.create',
  'thread.send',
  'thread.manage',
  'voice.connect',
  'voice.speak',
  'voice.video',
  'voice.share',
  'voice.activity',
  'voice.priority',
  'voice.mute',
  'voice.deafen',
  'voice.move',
  'community.manage',
  'role.manage',
  'invite.create',
  'invite.manage',
  'member.kick',
  'member.ban',
  'member.timeout',
  'nickname.change',
  'nickname.manage',
  'emoji.manage',
  'webhook.manage',
  'automod.manage',
  'report.manage',
  'event.manage',
  'soundboard.use',
  'audit.view',
  'administrator',
] as const;

export const Permission = z.enum(permissionNames).meta({ id: 'Permission' });
export type Permission = z.infer<typeof Permission>;

/** A set of permissions as bits; a bigint because there are more than 31 names. */
export type PermissionMask = bigint;

const bits = new Map<Permission, PermissionMask>(
  permissionNames.map((name, index) => [name, 1n << BigInt(index)]),
);

/** The mask holding exactly these names. */
export function maskOf(names: readonly Permission[]): PermissionMask {
  return names.reduce((mask, name) => mask | (bits.get(name) ?? 0n), 0n);
}

/** The names in a mask, in bit order. */
export function namesOf(mask: PermissionMask): Permission[] {
  return permissionNames.filter((name) => hasPermission(mask, name));
}

/** True when the mask holds the permission itself; `administrator` is not expanded here. */
export function hasPermission(mask: PermissionMask, name: Permission): boolean {
  return (mask & (bits.get(name) ?? 0n)) !== 0n;
}

/** Everything: what the owner holds. */
export const allPermissions: PermissionMask = maskOf(permissionNames);

/** What the base role of a new community holds: talk and invite, manage nothing. */
export const defaultPermissions: PermissionMask = maskOf([
  'channel.view',
  'message.send',
  'message.history',
  'message.embed',
  'message.attach',
  'message.react',
  'message.externalEmoji',
  'thread.create',
  'thread.send',
  'voice.connect',
  'voice.speak',
  'voice.video',
  'voice.share',
  'voice.activity',
  'invite.create',
  'nickname.change',
  'soundboard.use',
]);

/** Rights over the whole instance, apart from any community. */
export const instanceRightNames = ['instance.manage', 'community.create'] as const;
export const InstanceRight = z.enum(instanceRightNames).meta({ id: 'InstanceRight' });
export type InstanceRight = z.infer<typeof InstanceRight>;
