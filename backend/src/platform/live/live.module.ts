import { Global, Module } from '@nestjs/common';
import { LiveGateway } from './live.gateway.ts';
import { Live } from './live.ts';
import { Signals } from './signals.ts';

@Global()
@Module({ providers: [Live, LiveGateway, Signals], exports: [Live, LiveGateway, Signals] })
export class LiveModule {}
