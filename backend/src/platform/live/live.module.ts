import { Global, Module } from '@nestjs/common';
import { LiveGateway } from './live.gateway.ts';
import { LiveServers } from './live-servers.ts';
import { Live } from './live.ts';
import { Signals } from './signals.ts';

@Global()
@Module({
  providers: [Live, LiveGateway, LiveServers, Signals],
  exports: [Live, LiveGateway, Signals],
})
export class LiveModule {}
