import { Id, Me, UpdateMe, User } from '@kraken/shared';
import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { Caller } from '../../platform/access/caller.ts';
import { Route } from '../../platform/access/route.ts';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { UsersService } from './users.service.ts';

@Controller('api/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get('me')
  @Route('user.getMe', { summary: 'Reads oneself.', answers: Me })
  getMe(@Caller() { userId }: Identity): Promise<Me> {
    return this.users.getMe(userId);
  }

  @Patch('me')
  @Route('user.updateMe', { summary: 'Changes the own profile and settings.', answers: Me })
  updateMe(
    @Caller() { userId }: Identity,
    @Body({ schema: UpdateMe }) body: UpdateMe,
  ): Promise<Me> {
    return this.users.updateMe(userId, body);
  }

  @Get(':userId')
  @Route('user.get', { summary: 'Reads a person one shares a community with.', answers: User })
  get(@Caller() caller: Identity, @Param('userId', { schema: Id }) userId: Id): Promise<User> {
    return this.users.getFor(caller.userId, userId);
  }
}
