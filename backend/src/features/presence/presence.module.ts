import { Module } from '@nestjs/common';
import { PresenceListeners } from './presence.listeners.ts';
import { PresenceService } from './presence.service.ts';
import { PresenceSets } from './presence-sets.ts';
import { PresenceTeller } from './presence-teller.ts';

@Module({
  providers: [PresenceListeners, PresenceService, PresenceSets, PresenceTeller],
  exports: [PresenceService],
})
export class PresenceModule {}
