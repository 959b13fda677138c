import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import {
  CommunitySnapshot,
  CreateInvite,
  Id,
  Invite,
  InviteCode,
  InviteList,
  InvitePreview,
} from '@kraken/shared';
import { Caller } from '../../platform/access/caller.ts';
import { Route } from '../../platform/access/route.ts';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { InvitesService } from './invites.service.ts';

const IdParam = { schema: Id };
const CodeParam = { schema: InviteCode };

@Controller('api')
export class InvitesController {
  constructor(private readonly invites: InvitesService) {}

  @Get('communities/:communityId/invites')
  @Route('invite.list', { summary: 'Invites that still work, newest first.', answers: InviteList })
  list(
    @Caller() { userId }: Identity,
    @Param('communityId', IdParam) communityId: string,
  ): Promise<InviteList> {
    return this.invites.list(userId, communityId);
  }

  @Post('communities/:communityId/invites')
  @Route('invite.create', {
    summary: 'Makes an invite.',
    answers: Invite,
    status: 201,
    rate: 'inviteCreate',
  })
  create(
    @Caller() { userId }: Identity,
    @Param('communityId', IdParam) communityId: string,
    @Body({ schema: CreateInvite }) body: CreateInvite,
  ): Promise<Invite> {
    return this.invites.create(userId, communityId, body);
  }

  @Delete('communities/:communityId/invites/:code')
  @Route('invite.revoke', { summary: 'Revokes an invite of yours, or any if you manage invites.' })
  revoke(
    @Caller() { userId }: Identity,
    @Param('communityId', IdParam) communityId: string,
    @Param('code', CodeParam) code: string,
  ): Promise<void> {
    return this.invites.revoke(userId, communityId, code);
  }

  @Get('invites/:code')
  @Route('invite.preview', {
    summary: 'What an invite leads to, for anyone who holds it.',
    answers: InvitePreview,
    rate: 'invitePreview',
  })
  preview(@Param('code', CodeParam) code: string): Promise<InvitePreview> {
    return this.invites.preview(code);
  }

  @Post('invites/:code/accept')
  @Route('invite.accept', {
    summary: 'Joins the community, or just shows it to a member.',
    answers: CommunitySnapshot,
  })
  accept(
    @Caller() { userId }: Identity,
    @Param('code', CodeParam) code: string,
  ): Promise<CommunitySnapshot> {
    return this.invites.accept(userId, code);
  }
}
