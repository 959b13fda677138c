import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels/channels.module.ts';
import { TypingService } from './typing.service.ts';

@Module({ imports: [ChannelsModule], providers: [TypingService] })
export class TypingModule {}
