import type { ChangePassword, Login, Me, Register, SignedIn } from '@kraken/shared';
import { limits } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { RateLimiter } from '../../platform/bus/rate-limiter.ts';
import { Refusal } from '../../platform/refusal.ts';
import { UsersService } from '../users/users.service.ts';
import { AccessTokens } from './access-tokens.ts';
import { AccountsService } from './accounts.service.ts';
import { Admission } from './admission.ts';
import type { Place } from '../../platform/http/place.ts';
import { networkOf } from '../../platform/http/visitor-address.ts';
import type { OpenSession } from './sessions.service.ts';
import { SessionsService } from './sessions.service.ts';

/** What a door answers: the body, and the refresh token for the cookie. */
export interface Entry {
  signedIn: SignedIn;
  refreshToken: string;
}

/** The doors into an account. */
@Injectable()
export class AuthService {
  constructor(
    private readonly admission: Admission,
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly tokens: AccessTokens,
    private readonly users: UsersService,
    private readonly limiter: RateLimiter,
  ) {}

  /** @throws {Refusal} `registration-closed`, `invite-required`, `invite-invalid`, `username-taken` */
  async register(registration: Register, place: Place): Promise<Entry> {
    const userId = await this.admission.admit(registration);
    return this.enter(userId, place);
  }

  /** @throws {Refusal} `wrong-credentials`, `rate-limited` */
  async login({ username, password }: Login, place: Place): Promise<Entry> {
    // Counted per account and address: someone who guesses neither locks the owner out elsewhere, nor, below the wide
    // bound of the address, the others behind the same proxy.
    const network = networkOf(place.address);
    await this.limiter.count('login', `${username}@${network}`);
    await this.limiter.count('loginAddress', network);
    const proof = await this.accounts.prove(username, password);
    const session = await this.sessions.start(proof.user.id, place);
    // A password changed since the proof has ended all sessions that there were then, and this one was not yet.
    if (!(await this.accounts.stillHolds(proof))) {
      await this.sessions.discard(session);
      throw new Refusal('wrong-credentials');
    }
    return this.entryOf(session, proof.user);
  }

  /** @throws {Refusal} `session-ended` */
  async refresh(cookie: string | undefined, place: Place): Promise<Entry> {
    return this.entryOf(await this.sessions.refresh(cookie, place));
  }

  /** Signs in someone whose right to it is known: who just made the account. */
  async enter(userId: string, place: Place): Promise<Entry> {
    return this.entryOf(await this.sessions.start(userId, place));
  }

  /** Every other session of the person ends with the old password. */
  async changePassword(caller: Identity, change: ChangePassword, place: Place): Promise<void> {
    await this.limiter.count('login', `${caller.userId}@${networkOf(place.address)}`);
    await this.accounts.changePassword(caller.userId, change);
    await this.sessions.endOthers(caller, 'password-changed');
  }

  private async entryOf(session: OpenSession, known?: Me): Promise<Entry> {
    const { userId, refreshToken } = session;
    const [accessToken, user] = await Promise.all([
      this.tokens.sign(session),
      known ?? this.users.getMe(userId),
    ]);
    return {
      signedIn: { accessToken, expiresIn: limits.accessTokenSeconds, user },
      refreshToken,
    };
  }
}
