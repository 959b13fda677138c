import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Signals } from '../../platform/live/signals.ts';
import { PresenceService } from './presence.service.ts';

/** What sockets tell of presence: that they come, that they go, and what their person wants to appear as. */
@Injectable()
export class PresenceListeners implements OnModuleInit {
  constructor(
    private readonly signals: Signals,
    private readonly presence: PresenceService,
  ) {}

  onModuleInit(): void {
    this.signals.listen({
      connected: (source) => this.presence.arrive(source),
      disconnected: (source) => this.presence.depart(source),
    });
    this.signals.handle('presence.set', (source, { status }) => this.presence.say(source, status));
  }
}
