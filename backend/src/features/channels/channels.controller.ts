import { Body, Controller, Delete, Get, Param, Patch, Post, Put } from '@nestjs/common';
import {
  Channel,
  CommunitySnapshot,
  CreateChannel,
  Id,
  OrderChannels,
  UpdateChannel,
} from '@kraken/shared';
import { Caller } from '../../platform/access/caller.ts';
import { Route } from '../../platform/access/route.ts';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { ChannelsService } from './channels.service.ts';

const IdParam = { schema: Id };

@Controller('api')
export class ChannelsController {
  constructor(private readonly channels: ChannelsService) {}

  @Post('communities/:communityId/channels')
  @Route('channel.create', {
    summary: 'Adds a channel behind the others.',
    answers: Channel,
    status: 201,
  })
  create(
    @Caller() { userId }: Identity,
    @Param('communityId', IdParam) communityId: string,
    @Body({ schema: CreateChannel }) body: CreateChannel,
  ): Promise<Channel> {
    return this.channels.create(userId, communityId, body);
  }

  @Put('communities/:communityId/channels/order')
  @Route('channel.order', {
    summary: 'Puts all channels in order, each under its category.',
    answers: CommunitySnapshot,
  })
  order(
    @Caller() { userId }: Identity,
    @Param('communityId', IdParam) communityId: string,
    @Body({ schema: OrderChannels }) body: OrderChannels,
  ): Promise<CommunitySnapshot> {
    return this.channels.order(userId, communityId, body);
  }

  @Get('channels/:channelId')
  @Route('channel.get', { summary: 'A channel.', answers: Channel })
  get(
    @Caller() { userId }: Identity,
    @Param('channelId', IdParam) channelId: string,
  ): Promise<Channel> {
    return this.channels.get(userId, channelId);
  }

  @Patch('channels/:channelId')
  @Route('channel.update', { summary: 'Changes name or topic.', answers: Channel })
  update(
    @Caller() { userId }: Identity,
    @Param('channelId', IdParam) channelId: string,
    @Body({ schema: UpdateChannel }) body: UpdateChannel,
  ): Promise<Channel> {
    return this.channels.update(userId, channelId, body);
  }

  @Delete('channels/:channelId')
  @Route('channel.delete', {
    summary: 'Deletes a channel with everything written in it; the channels of a category come up.',
  })
  delete(
    @Caller() { userId }: Identity,
    @Param('channelId', IdParam) channelId: string,
  ): Promise<void> {
    return this.channels.delete(userId, channelId);
  }
}
