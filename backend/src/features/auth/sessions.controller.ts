import { Id, SessionList } from '@kraken/shared';
import { Controller, Delete, Get, Param } from '@nestjs/common';
import { Caller } from '../../platform/access/caller.ts';
import { Route } from '../../platform/access/route.ts';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { SessionsService } from './sessions.service.ts';

@Controller('api/auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  @Route('session.list', {
    summary: 'Lists the devices one is signed in on.',
    answers: SessionList,
  })
  list(@Caller() caller: Identity): Promise<SessionList> {
    return this.sessions.list(caller);
  }

  @Delete()
  @Route('session.revokeOthers', { summary: 'Signs out everywhere but here.' })
  revokeOthers(@Caller() caller: Identity): Promise<void> {
    return this.sessions.endOthers(caller, 'revoked');
  }

  @Delete(':sessionId')
  @Route('session.revoke', { summary: 'Signs one device out.' })
  revoke(
    @Caller() caller: Identity,
    @Param('sessionId', { schema: Id }) sessionId: Id,
  ): Promise<void> {
    return this.sessions.revoke(caller, sessionId);
  }
}
