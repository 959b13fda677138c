import { Id, limits } from '@kraken/shared';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import passport from 'passport';
import type { StrategyOptions } from 'passport-jwt';
import { Strategy } from 'passport-jwt';
import { z } from 'zod';
import { SECRETS } from '../../platform/data/secrets.ts';
import type { Secrets } from '../../platform/data/secrets.ts';
import { LoadCache } from '../../platform/memory/load-cache.ts';
import { Refusal } from '../../platform/refusal.ts';

/** What an access token says, as far as anyone reads it. */
export interface AccessClaims {
  userId: string;
  sessionId: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Besides the key, all of it is held against every token: a token made for something else opens nothing here. */
const algorithm = 'HS256';
const issuer = 'kraken';
const audience = 'kraken-api';
const kind = 'access';

const Payload = z.object({ sub: Id, sid: Id, typ: z.literal(kind), exp: z.number() });

/** What Passport is shown in the place of a request: a token comes by a header or by a socket's handshake. */
interface Presented {
  token: string;
  headers: object;
}

/** Makes access tokens, and reads them by Passport's JWT strategy: one way in for REST and sockets alike. */
@Injectable()
export class AccessTokens {
  private readonly passport = new passport.Passport();
  /** A busy sender shows the same token many times: its signature is checked once a minute. */
  private readonly known = new LoadCache<AccessClaims>({ max: 10_000, maxAgeMs: 60_000 }, (token) =>
    this.verify(token),
  );

  constructor(
    private readonly jwt: JwtService,
    @Inject(SECRETS) private readonly secrets: Secrets,
  ) {
    const options = {
      jwtFromRequest: ({ token }: Presented) => token,
      secretOrKey: secrets.jwt,
      algorithms: [algorithm],
      issuer,
      audience,
    } satisfies StrategyOptions;
    this.passport.use(
      new Strategy(options, (payload: unknown, done) => done(null, claimsOf(payload) ?? false)),
    );
  }

  sign({ userId, sessionId }: Omit<AccessClaims, 'expiresAt'>): Promise<string> {
    return this.jwt.signAsync(
      { sid: sessionId, typ: kind },
      {
        secret: this.secrets.jwt,
        algorithm,
        issuer,
        audience,
        subject: userId,
        expiresIn: limits.accessTokenSeconds,
      },
    );
  }

  /**
   * Reads a token; whether its session still lives is not asked here.
   * @throws {Refusal} `unauthenticated` for anything but an unexpired access token of this instance
   */
  async read(token: string): Promise<AccessClaims> {
    const claims = await this.known.get(token);
    if (!claims || claims.expiresAt <= Date.now()) throw new Refusal('unauthenticated');
    return claims;
  }

  /** Null for a token that Passport refuses. */
  private verify(token: string): Promise<AccessClaims | null> {
    return new Promise((resolve) => {
      const decide = (_error: unknown, claims: AccessClaims | false) => resolve(claims || null);
      const authenticate = this.passport.authenticate('jwt', { session: false }, decide);
      const presented: Presented = { token, headers: {} };
      authenticate(presented, {}, () => resolve(null));
    });
  }
}

function claimsOf(payload: unknown): AccessClaims | undefined {
  const { success, data } = Payload.safeParse(payload);
  if (!success) return undefined;
  return { userId: data.sub, sessionId: data.sid, expiresAt: data.exp * 1000 };
}
