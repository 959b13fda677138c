import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { Id, Member, MemberList, MemberQuery } from '@kraken/shared';
import { Caller } from '../../platform/access/caller.ts';
import { Route } from '../../platform/access/route.ts';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { JoiningService } from './joining.service.ts';
import { MembersService } from './members.service.ts';

const IdParam = { schema: Id };

@Controller('api/communities/:communityId/members')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly joining: JoiningService,
  ) {}

  @Get()
  @Route('member.list', { summary: 'Members, by pages or by name.', answers: MemberList })
  list(
    @Caller() { userId }: Identity,
    @Param('communityId', IdParam) communityId: string,
    @Query({ schema: MemberQuery }) query: MemberQuery,
  ): Promise<MemberList> {
    return this.members.list(userId, communityId, query);
  }

  @Delete('me')
  @Route('member.leave', { summary: 'Leaves the community.' })
  leave(
    @Caller() { userId }: Identity,
    @Param('communityId', IdParam) communityId: string,
  ): Promise<void> {
    return this.joining.leave(userId, communityId);
  }

  @Get(':userId')
  @Route('member.get', { summary: 'A member.', answers: Member })
  get(
    @Caller() { userId: viewerId }: Identity,
    @Param('communityId', IdParam) communityId: string,
    @Param('userId', IdParam) userId: string,
  ): Promise<Member> {
    return this.members.get(viewerId, communityId, userId);
  }
}
