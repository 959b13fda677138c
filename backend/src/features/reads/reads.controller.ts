import { Body, Controller, Param, Put } from '@nestjs/common';
import { Id, MarkRead, ReadState } from '@kraken/shared';
import { Caller } from '../../platform/access/caller.ts';
import { Route } from '../../platform/access/route.ts';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { ReadsService } from './reads.service.ts';

@Controller('api/channels/:channelId/read')
export class ReadsController {
  constructor(private readonly reads: ReadsService) {}

  @Put()
  @Route('channel.markRead', {
    summary: 'Says how far you have read; a smaller number marks the rest as unread.',
    answers: ReadState,
  })
  mark(
    @Caller() { userId }: Identity,
    @Param('channelId', { schema: Id }) channelId: string,
    @Body({ schema: MarkRead }) body: MarkRead,
  ): Promise<ReadState> {
    return this.reads.mark(userId, channelId, body);
  }
}
