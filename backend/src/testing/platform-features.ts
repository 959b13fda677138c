import { Module } from '@nestjs/common';
import type { Audience } from '@kraken/shared';
import type { Identity } from '../platform/access/session-verifier.ts';
import { SessionVerifier } from '../platform/access/session-verifier.ts';
import { AudiencesOf } from '../platform/live/audiences-of.ts';
import { Refusal } from '../platform/refusal.ts';

/** A token that says all by itself, for tests of the platform without the product's features. */
export function tokenFor(
  userId: string,
  { sessionId = `${userId}-session`, seconds = 900, knocks = '' } = {},
): string {
  return Buffer.from(
    JSON.stringify({ userId, sessionId, expiresAt: Date.now() + seconds * 1000, knocks }),
  ).toString('base64url');
}

export class PlainSessions extends SessionVerifier {
  readonly ended = new Set<string>();

  override async verify(token: string): Promise<Identity> {
    let identity: Identity;
    try {
      identity = JSON.parse(Buffer.from(token, 'base64url').toString()) as Identity;
    } catch {
      throw new Refusal('unauthenticated');
    }
    if (identity.expiresAt <= Date.now()) throw new Refusal('unauthenticated');
    if (this.ended.has(identity.sessionId)) throw new Refusal('session-ended');
    return Promise.resolve(identity);
  }
}

/** Who hears what, as a test says. */
export class PlainAudiences extends AudiencesOf {
  readonly byUser = new Map<string, Audience[]>();
  /** Holds an answer back until it resolves. */
  gate: Promise<void> = Promise.resolve();

  override async list(userId: string): Promise<readonly Audience[]> {
    const audiences = [...(this.byUser.get(userId) ?? [])];
    await this.gate;
    return audiences;
  }
}

/** The ports that the product's features implement, as simply as can be. */
@Module({
  providers: [
    PlainSessions,
    PlainAudiences,
    { provide: SessionVerifier, useExisting: PlainSessions },
    { provide: AudiencesOf, useExisting: PlainAudiences },
  ],
  exports: [PlainSessions, PlainAudiences],
})
export class PlainPorts {}
