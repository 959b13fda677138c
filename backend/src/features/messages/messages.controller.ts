import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ChangePage,
  ChangesQuery,
  EditMessage,
  Id,
  Message,
  MessagePage,
  MessageQuery,
  SendMessage,
} from '@kraken/shared';
import { Caller } from '../../platform/access/caller.ts';
import { Route } from '../../platform/access/route.ts';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { HistoryService } from './history.service.ts';
import { MessagePath, MessagesService } from './messages.service.ts';

const IdParam = { schema: Id };

@Controller('api/channels/:channelId')
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly history: HistoryService,
  ) {}

  @Get('messages')
  @Route('message.list', {
    summary: 'A page of messages: the newest, or those beside a message.',
    answers: MessagePage,
  })
  list(
    @Caller() { userId }: Identity,
    @Param('channelId', IdParam) channelId: string,
    @Query({ schema: MessageQuery }) query: MessageQuery,
  ): Promise<MessagePage> {
    return this.history.list(userId, channelId, query);
  }

  @Post('messages')
  @Route('message.send', {
    summary: 'Sends a message. The same nonce again answers with the first result.',
    answers: Message,
    status: 201,
    rate: 'messageSend',
  })
  send(
    @Caller() { userId }: Identity,
    @Param('channelId', IdParam) channelId: string,
    @Body({ schema: SendMessage }) body: SendMessage,
  ): Promise<Message> {
    return this.messages.send(userId, channelId, body);
  }

  @Get('messages/:messageId')
  @Route('message.get', { summary: 'A message.', answers: Message })
  get(
    @Caller() { userId }: Identity,
    @Param({ schema: MessagePath }) path: MessagePath,
  ): Promise<Message> {
    return this.history.get(userId, path);
  }

  @Patch('messages/:messageId')
  @Route('message.edit', {
    summary: 'Changes the text of a message of yours.',
    answers: Message,
    rate: 'messageChange',
  })
  edit(
    @Caller() { userId }: Identity,
    @Param({ schema: MessagePath }) path: MessagePath,
    @Body({ schema: EditMessage }) body: EditMessage,
  ): Promise<Message> {
    return this.messages.edit(userId, path, body);
  }

  @Delete('messages/:messageId')
  @Route('message.delete', {
    summary: 'Deletes a message of yours, or any if you manage messages.',
    rate: 'messageChange',
  })
  delete(
    @Caller() { userId }: Identity,
    @Param({ schema: MessagePath }) path: MessagePath,
  ): Promise<void> {
    return this.messages.delete(userId, path);
  }

  @Get('changes')
  @Route('channel.changes', {
    summary: 'Everything that changed after a number, each message in its latest state.',
    answers: ChangePage,
  })
  changes(
    @Caller() { userId }: Identity,
    @Param('channelId', IdParam) channelId: string,
    @Query({ schema: ChangesQuery }) query: ChangesQuery,
  ): Promise<ChangePage> {
    return this.history.changes(userId, channelId, query);
  }
}
