import { Injectable } from '@nestjs/common';
import { SessionVerifier } from '../../platform/access/session-verifier.ts';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { Refusal } from '../../platform/refusal.ts';
import { AccessTokens } from './access-tokens.ts';
import { SessionLiveness } from './session-liveness.ts';

/** A token is good while it has not expired and its session has not ended. */
@Injectable()
export class AccessTokenVerifier extends SessionVerifier {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly liveness: SessionLiveness,
  ) {
    super();
  }

  override async verify(token: string): Promise<Identity> {
    const claims = await this.tokens.read(token);
    if (!(await this.liveness.isLive(claims.sessionId))) throw new Refusal('session-ended');
    return claims;
  }
}
