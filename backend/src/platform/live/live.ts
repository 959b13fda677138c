import type {
  AccessScope,
  Audience,
  ServerEvent,
  ServerPayloads,
  eventAudiences,
} from '@kraken/shared';
import { ServerEvents } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import { Bus, topic } from '../bus/bus.ts';
import type { EndReason, LiveServer } from './live-server.ts';
import { roomTold } from './rooms.ts';

/** Audiences that an event may be told to, as the contract says. */
export type AudienceOf<E extends ServerEvent> = Extract<
  Audience,
  { kind: (typeof eventAudiences)[E][number] }
>;

/** A person enters or leaves an audience, on every backend. */
export const roomChanged = topic<{ userId: string; audience: Audience; joined: boolean }>(
  'live.room',
);

/** A session is over, on every backend; caches of sessions listen too. */
export const sessionEnded = topic<{ sessionId: string; userId: string; reason: EndReason }>(
  'session.ended',
);

/** A person lost sight of something, on every backend; caches of permissions listen too. */
export const accessRevoked = topic<{ userId: string; scope: AccessScope }>('access.revoked');

/** What features tell and change in the live world. */
@Injectable()
export class Live {
  private server: LiveServer | undefined;

  constructor(private readonly bus: Bus) {}

  /** Gives it the server to speak through; without one (in scripts) everything is said to nobody. */
  speakThrough(server: LiveServer): void {
    this.server = server;
  }

  /** Tells a committed fact to an audience, on every backend. Returns at once; never fails. */
  publish<E extends ServerEvent>(
    event: E,
    audience: AudienceOf<E>,
    payload: ServerPayloads[E],
  ): void {
    // The contract's map ties payload to event already; Socket.IO's own types cannot follow a generic name.
    const room = this.server?.to(roomTold(audience)) as
      { emit(event: string, payload: unknown): void } | undefined;
    room?.emit(event, payload);
  }

  /** Lets every device of a person hear an audience from now on. */
  join(userId: string, audience: Audience): void {
    this.bus.publish(roomChanged, { userId, audience, joined: true });
  }

  /** The opposite of `join`. To take away access, use `revokeAccess`. */
  leave(userId: string, audience: Audience): void {
    this.bus.publish(roomChanged, { userId, audience, joined: false });
  }

  /**
   * The one function for losing access: call it after the loss is committed. Rooms on every backend, cached permissions,
   * and the person's own devices learn of it.
   */
  revokeAccess(userId: string, scope: AccessScope): void {
    this.bus.publish(accessRevoked, { userId, scope });
    this.leave(
      userId,
      'channelId' in scope ? { kind: 'channel', ...scope } : { kind: 'community', ...scope },
    );
    this.publish(ServerEvents.AccessRevoked, { kind: 'user', userId }, scope);
  }

  /** Ends the sockets of a session everywhere; call it after its end is committed. */
  disconnectSession(session: { sessionId: string; userId: string }, reason: EndReason): void {
    this.bus.publish(sessionEnded, { ...session, reason });
  }
}
