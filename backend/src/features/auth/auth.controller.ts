import { ChangePassword, Login, Register, SignedIn } from '@kraken/shared';
import { Body, Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Caller } from '../../platform/access/caller.ts';
import { Route } from '../../platform/access/route.ts';
import type { Identity } from '../../platform/access/session-verifier.ts';
import type { Entry } from './auth.service.ts';
import { AuthService } from './auth.service.ts';
import type { Place } from '../../platform/http/place.ts';
import { From } from '../../platform/http/place.ts';
import { RefreshCookie } from './refresh-cookie.ts';
import { RefreshCookiesService } from './refresh-cookies.service.ts';
import { SessionsService } from './sessions.service.ts';

/** The reply is needed for the cookie only; what a method returns is the body. */
const Reply = () => Res({ passthrough: true });

@Controller('api/auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly sessions: SessionsService,
    private readonly cookies: RefreshCookiesService,
  ) {}

  @Post('register')
  @Route('auth.register', {
    summary: 'Makes an account, as far as the instance takes new people, and signs in.',
    answers: SignedIn,
    status: 201,
    rate: 'register',
  })
  async register(
    @Body({ schema: Register }) body: Register,
    @From() place: Place,
    @Reply() reply: FastifyReply,
  ): Promise<SignedIn> {
    return this.open(reply, await this.auth.register(body, place));
  }

  @Post('login')
  @Route('auth.login', { summary: 'Signs in on this device.', answers: SignedIn })
  async login(
    @Body({ schema: Login }) body: Login,
    @From() place: Place,
    @Reply() reply: FastifyReply,
  ): Promise<SignedIn> {
    return this.open(reply, await this.auth.login(body, place));
  }

  @Post('refresh')
  @Route('auth.refresh', {
    summary: 'Continues the session of the refresh cookie with a new access token.',
    answers: SignedIn,
  })
  async refresh(
    @RefreshCookie() cookie: string | undefined,
    @From() place: Place,
    @Reply() reply: FastifyReply,
  ): Promise<SignedIn> {
    return this.open(reply, await this.auth.refresh(cookie, place));
  }

  @Post('logout')
  @Route('auth.logout', { summary: 'Ends the session of the refresh cookie, on every door.' })
  async logout(
    @RefreshCookie() cookie: string | undefined,
    @Reply() reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.signOut(cookie);
    this.cookies.clear(reply);
  }

  @Post('password')
  @Route('auth.changePassword', {
    summary: 'Changes the password and ends every other session.',
  })
  changePassword(
    @Caller() caller: Identity,
    @Body({ schema: ChangePassword }) body: ChangePassword,
    @From() place: Place,
  ): Promise<void> {
    return this.auth.changePassword(caller, body, place);
  }

  private open(reply: FastifyReply, { signedIn, refreshToken }: Entry): SignedIn {
    this.cookies.set(reply, refreshToken);
    return signedIn;
  }
}
