import { Global, Module } from '@nestjs/common';
import { liveAdapter } from './live-adapter.ts';
import { LiveGateway } from './live.gateway.ts';
import { LiveServers } from './live-servers.ts';
import { Live } from './live.ts';
import { Signals } from './signals.ts';

@Global()
@Module({
  providers: [Live, LiveGateway, LiveServers, Signals, liveAdapter],
  exports: [Live, LiveGateway, Signals],
})
export class LiveModule {}
