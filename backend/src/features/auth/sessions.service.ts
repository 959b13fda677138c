import type { SessionList } from '@kraken/shared';
import { limits } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { RateLimiter } from '../../platform/bus/rate-limiter.ts';
import { Live } from '../../platform/live/live.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Place } from '../../platform/http/place.ts';
import type { RefreshToken } from './refresh-token.ts';
import {
  decodeRefreshToken,
  digestOf,
  encodeRefreshToken,
  newRefreshToken,
  newSalt,
  successorOf,
} from './refresh-token.ts';
import { toSession } from './sessions.mapper.ts';
import type { EndReason, Selection, SessionDocument } from './sessions.repository.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** A session with the token that continues it. */
export interface OpenSession {
  userId: string;
  sessionId: string;
  refreshToken: string;
}

/** Signed-in devices: begins, continues, lists and ends them. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly limiter: RateLimiter,
    private readonly live: Live,
  ) {}

  async start(userId: string, place: Place): Promise<OpenSession> {
    const token = newRefreshToken();
    const session = await this.sessions.insert({
      userId,
      family: digestOf(token.family),
      secret: digestOf(token.secret),
      expiresAt: refreshExpiry(),
      ...place,
    });
    await this.endBeyondLimit(userId);
    return opened(session, token);
  }

  /**
   * Uses a refresh token up for the next one. Whoever comes with the same token within the grace, because tabs asked at
   * once or an answer got lost, receives the same next one. A token used before that was stolen, from this person or by
   * this one: the family ends, whoever holds it.
   * @throws {Refusal} `session-ended`
   */
  async refresh(cookie: string | undefined, place: Place): Promise<OpenSession> {
    const presented = decodeRefreshToken(cookie);
    if (!presented) throw new Refusal('session-ended');
    const family = digestOf(presented.family);
    await this.limiter.count('refresh', family);

    const salt = newSalt();
    const next = successorOf(presented, salt);
    const secret = digestOf(presented.secret);
    const rotated = await this.sessions.rotate({
      family,
      secret,
      salt,
      nextSecret: digestOf(next.secret),
      expiresAt: refreshExpiry(),
      ...place,
    });
    if (rotated) return opened(rotated, next);

    const graced = await this.sessions.findWithinGrace(family, secret);
    if (graced?.rotation) return opened(graced, successorOf(presented, graced.rotation.salt));

    await this.end({ family }, 'revoked');
    throw new Refusal('session-ended');
  }

  async list({ userId, sessionId }: Identity): Promise<SessionList> {
    const sessions = await this.sessions.listLive(userId);
    return { items: sessions.map((session) => toSession(session, sessionId)) };
  }

  /** @throws {Refusal} `not-found` for a session that is over or another person's */
  async revoke({ userId }: Identity, sessionId: string): Promise<void> {
    const ended = await this.end({ userId, ids: [sessionId] }, 'revoked');
    if (ended === 0) throw new Refusal('not-found');
  }

  async endOthers({ userId, sessionId }: Identity, reason: EndReason): Promise<void> {
    await this.end({ userId, exceptId: sessionId }, reason);
  }

  /** Signs out by the refresh token, current or not; without a living session there is nothing to do. */
  async signOut(cookie: string | undefined): Promise<void> {
    const presented = decodeRefreshToken(cookie);
    if (presented) await this.end({ family: digestOf(presented.family) }, 'signed-out');
  }

  /** Ends one that was just started, before anyone was told of it. */
  async discard({ sessionId }: OpenSession): Promise<void> {
    await this.end({ ids: [sessionId] }, 'revoked');
  }

  private async endBeyondLimit(userId: string): Promise<void> {
    const surplus = await this.sessions.listSurplus(userId);
    if (surplus.length > 0) await this.end({ ids: surplus }, 'revoked');
  }

  /** Ends in the store first, then tells every backend: sockets close, remembered answers go. */
  private async end(selection: Selection, reason: EndReason): Promise<number> {
    const ended = await this.sessions.end(selection, reason);
    for (const session of ended) this.live.disconnectSession(session, reason);
    return ended.length;
  }
}

function opened({ _id, userId }: SessionDocument, token: RefreshToken): OpenSession {
  return {
    userId: userId.toHexString(),
    sessionId: _id.toHexString(),
    refreshToken: encodeRefreshToken(token),
  };
}

function refreshExpiry(): Date {
  return new Date(Date.now() + limits.refreshTokenSeconds * 1000);
}
