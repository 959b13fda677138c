import { Controller, Get } from '@nestjs/common';
import { Home } from '@kraken/shared';
import { Caller } from '../../platform/access/caller.ts';
import { Route } from '../../platform/access/route.ts';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { HomeService } from './home.service.ts';

@Controller('api/users/me/home')
export class HomeController {
  constructor(private readonly home: HomeService) {}

  @Get()
  @Route('user.getHome', {
    summary: 'All that the shell needs: you, your communities and what is unread in them.',
    answers: Home,
    etag: true,
  })
  get(@Caller() { userId }: Identity): Promise<Home> {
    return this.home.get(userId);
  }
}
