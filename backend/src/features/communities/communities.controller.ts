import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import {
  Community,
  CommunityList,
  CommunitySnapshot,
  CreateCommunity,
  Id,
  UpdateCommunity,
} from '@kraken/shared';
import { Caller } from '../../platform/access/caller.ts';
import { Route } from '../../platform/access/route.ts';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { CommunitiesService } from './communities.service.ts';
import { CommunityRemoval } from './community-removal.ts';

const CommunityId = { schema: Id };

@Controller('api/communities')
export class CommunitiesController {
  constructor(
    private readonly communities: CommunitiesService,
    private readonly removal: CommunityRemoval,
  ) {}

  @Get()
  @Route('community.list', {
    summary: 'The communities you are in, in the order of joining.',
    answers: CommunityList,
  })
  list(@Caller() { userId }: Identity): Promise<CommunityList> {
    return this.communities.list(userId);
  }

  @Post()
  @Route('community.create', {
    summary: 'Founds a community that you own, with its first channels.',
    answers: CommunitySnapshot,
    status: 201,
    rate: 'communityCreate',
  })
  create(
    @Caller() { userId }: Identity,
    @Body({ schema: CreateCommunity }) body: CreateCommunity,
  ): Promise<CommunitySnapshot> {
    return this.communities.create(userId, body);
  }

  @Get(':communityId')
  @Route('community.get', {
    summary: 'A community whole, as you see it.',
    answers: CommunitySnapshot,
  })
  get(
    @Caller() { userId }: Identity,
    @Param('communityId', CommunityId) communityId: string,
  ): Promise<CommunitySnapshot> {
    return this.communities.get(userId, communityId);
  }

  @Patch(':communityId')
  @Route('community.update', { summary: 'Changes name or description.', answers: Community })
  update(
    @Caller() { userId }: Identity,
    @Param('communityId', CommunityId) communityId: string,
    @Body({ schema: UpdateCommunity }) body: UpdateCommunity,
  ): Promise<Community> {
    return this.communities.update(userId, communityId, body);
  }

  @Delete(':communityId')
  @Route('community.delete', {
    summary: 'Deletes a community you own, with all that is in it, for ever.',
  })
  delete(
    @Caller() { userId }: Identity,
    @Param('communityId', CommunityId) communityId: string,
  ): Promise<void> {
    return this.removal.delete(userId, communityId);
  }
}
