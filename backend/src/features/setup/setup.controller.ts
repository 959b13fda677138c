import { Setup, SignedIn } from '@kraken/shared';
import { Body, Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Route } from '../../platform/access/route.ts';
import type { Place } from '../../platform/http/place.ts';
import { From } from '../../platform/http/place.ts';
import { RefreshCookiesService } from '../auth/refresh-cookies.service.ts';
import { SetupService } from './setup.service.ts';

@Controller('api/setup')
export class SetupController {
  constructor(
    private readonly setup: SetupService,
    private readonly cookies: RefreshCookiesService,
  ) {}

  @Post()
  @Route('setup.complete', {
    summary: 'Makes the owner and the first community, by the one-time link of a new Kraken.',
    answers: SignedIn,
    status: 201,
    rate: 'setup',
  })
  async complete(
    @Body({ schema: Setup }) body: Setup,
    @From() place: Place,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedIn> {
    const { signedIn, refreshToken } = await this.setup.complete(body, place);
    this.cookies.set(reply, refreshToken);
    return signedIn;
  }
}
