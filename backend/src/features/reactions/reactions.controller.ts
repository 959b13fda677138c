import { Controller, Delete, Param, Put } from '@nestjs/common';
import { Message } from '@kraken/shared';
import { Caller } from '../../platform/access/caller.ts';
import { Route } from '../../platform/access/route.ts';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { ReactionPath, ReactionsService } from './reactions.service.ts';

@Controller('api/channels/:channelId/messages/:messageId/reactions')
export class ReactionsController {
  constructor(private readonly reactions: ReactionsService) {}

  @Put(':emoji')
  @Route('reaction.add', {
    summary: 'Reacts to a message; once more changes nothing.',
    answers: Message,
    rate: 'messageChange',
  })
  add(
    @Caller() { userId }: Identity,
    @Param({ schema: ReactionPath }) path: ReactionPath,
  ): Promise<Message> {
    return this.reactions.add(userId, path);
  }

  @Delete(':emoji')
  @Route('reaction.remove', {
    summary: 'Takes a reaction of yours back; once more changes nothing.',
    answers: Message,
    rate: 'messageChange',
  })
  remove(
    @Caller() { userId }: Identity,
    @Param({ schema: ReactionPath }) path: ReactionPath,
  ): Promise<Message> {
    return this.reactions.remove(userId, path);
  }
}
