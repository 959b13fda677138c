import type { Channel } from './channels/channel.ts';
import type { Community } from './communities/community.ts';
import type { Member } from './members/member.ts';
import type { Message, MessageEdit, Tombstone } from './messages/message.ts';
import type { Presence, SetPresence } from './presence/presence.ts';
import type { Problem } from './problems/problem.ts';
import type { ReadState } from './reads/read-state.ts';
import type { Me, User } from './users/user.ts';

/** Facts that the server tells, each after it is committed. */
export const ServerEvents = {
  SessionReady: 'session.ready',
  SessionRevoked: 'session.revoked',
  MessageCreated: 'message.created',
  MessageUpdated: 'message.updated',
  MessageDeleted: 'message.deleted',
  ReactionAdded: 'reaction.added',
  ReactionRemoved: 'reaction.removed',
  ChannelCreated: 'channel.created',
  ChannelUpdated: 'channel.updated',
  ChannelDeleted: 'channel.deleted',
  CommunityUpdated: 'community.updated',
  CommunityDeleted: 'community.deleted',
  MemberJoined: 'member.joined',
  MemberUpdated: 'member.updated',
  MemberLeft: 'member.left',
  AccessGranted: 'access.granted',
  AccessRevoked: 'access.revoked',
  TypingStarted: 'typing.started',
  PresenceUpdated: 'presence.updated',
  ReadUpdated: 'read.updated',
  UserUpdated: 'user.updated',
} as const;
export type ServerEvent = (typeof ServerEvents)[keyof typeof ServerEvents];

/**
 * A reaction that came or went: `count` is how many people stand on the emoji afterwards, `seq` the
 * change's number in the channel.
 */
export interface ReactionChange {
  channelId: string;
  messageId: string;
  n: number;
  seq: number;
  userId: string;
  emoji: string;
  count: number;
}

/** What a person gained or lost sight of. */
export type AccessScope = { communityId: string } | { channelId: string; communityId: string };

/** The payload of every server event. Structure carries the community's `version` after the change. */
export interface ServerPayloads {
  'session.ready': { userId: string; sessionId: string };
  'session.revoked': { reason: 'signed-out' | 'revoked' | 'expired' | 'password-changed' };
  'message.created': Message;
  'message.updated': MessageEdit;
  'message.deleted': Tombstone;
  'reaction.added': ReactionChange;
  'reaction.removed': ReactionChange;
  'channel.created': { communityId: string; version: number; channel: Channel };
  /** One change of structure may touch several channels: all of them come in one event. */
  'channel.updated': { communityId: string; version: number; channels: Channel[] };
  /** Channels of a deleted category come up to the top level: they are in `moved`. */
  'channel.deleted': { communityId: string; version: number; channelId: string; moved: Channel[] };
  'community.updated': Community;
  'community.deleted': { communityId: string };
  'member.joined': { communityId: string; memberCount: number; member: Member };
  'member.updated': { communityId: string; member: Member };
  'member.left': { communityId: string; memberCount: number; userId: string };
  'access.granted': AccessScope;
  'access.revoked': AccessScope;
  'typing.started': { channelId: string; userId: string };
  'presence.updated': Presence;
  'read.updated': ReadState;
  /** Whole to the person's own devices, to the others what they may see. */
  'user.updated': Me | User;
}

/** Whom an event is told: `platform/live` alone turns this into rooms. */
export type Audience =
  | { kind: 'community'; communityId: string }
  | { kind: 'channel'; channelId: string; communityId: string }
  | { kind: 'user'; userId: string }
  | { kind: 'session'; sessionId: string }
  | { kind: 'instance' };

/** The one kind of audience each event may go to; `member` is told in every community and to the person. */
export const eventAudiences = {
  'session.ready': ['session'],
  'session.revoked': ['session'],
  'message.created': ['channel'],
  'message.updated': ['channel'],
  'message.deleted': ['channel'],
  'reaction.added': ['channel'],
  'reaction.removed': ['channel'],
  'channel.created': ['community'],
  'channel.updated': ['community'],
  'channel.deleted': ['community'],
  'community.updated': ['community'],
  'community.deleted': ['community'],
  'member.joined': ['community'],
  'member.updated': ['community'],
  'member.left': ['community'],
  'access.granted': ['user'],
  'access.revoked': ['user'],
  'typing.started': ['channel'],
  'presence.updated': ['community', 'user'],
  'read.updated': ['user'],
  'user.updated': ['community', 'user'],
} as const satisfies Record<ServerEvent, readonly Audience['kind'][]>;

/** Fleeting signals a client sends; nothing durable ever travels this way. */
export const ClientEvents = {
  SessionRenew: 'session.renew',
  TypingStart: 'typing.start',
  PresenceSet: 'presence.set',
  ChannelView: 'channel.view',
} as const;
export type ClientEvent = (typeof ClientEvents)[keyof typeof ClientEvents];

export interface ClientPayloads {
  /** A fresh access token of the same session, before the old one runs out. */
  'session.renew': { token: string };
  'typing.start': { channelId: string };
  'presence.set': SetPresence;
  /** The channel in front of the person's eyes; null when none is. */
  'channel.view': { channelId: string | null };
}

/** How the server answers a signal. */
export type Acknowledgement = { ok: true } | Problem;

/** Socket.IO's type map, server to client. */
export type ServerToClientEvents = {
  [E in ServerEvent]: (payload: ServerPayloads[E]) => void;
};

/** Socket.IO's type map, client to server. */
export type ClientToServerEvents = {
  [E in ClientEvent]: (
    payload: ClientPayloads[E],
    acknowledge?: (answer: Acknowledgement) => void,
  ) => void;
};
