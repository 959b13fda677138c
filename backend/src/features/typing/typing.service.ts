import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClientEvents, limits, ServerEvents } from '@kraken/shared';
import { Live } from '../../platform/live/live.ts';
import { Signals } from '../../platform/live/signals.ts';
import { ChannelAccess } from '../channels/channels.access.ts';

/** A mark is told again after this share of its life: often enough not to flicker while somebody goes on typing. */
const RENEWAL_MS = (limits.typingSeconds * 1000) / 4;
/** Marks remembered; beyond it the oldest may be told once more too soon. */
const REMEMBERED = 20_000;

/** Who is typing where. Told and forgotten, never stored. */
@Injectable()
export class TypingService implements OnModuleInit {
  /** When a mark was last told, by person and channel, oldest first. */
  private readonly told = new Map<string, number>();

  constructor(
    private readonly access: ChannelAccess,
    private readonly signals: Signals,
    private readonly live: Live,
  ) {}

  onModuleInit(): void {
    this.signals.handle(ClientEvents.TypingStart, ({ userId }, { channelId }) =>
      this.start(userId, channelId),
    );
  }

  /** @throws {Refusal} `not-found` or `forbidden` for who may not write in the channel */
  async start(userId: string, channelId: string): Promise<void> {
    const { channel } = await this.access.require(userId, channelId, 'message.send');
    if (!this.isDue(`${userId}/${channelId}`, performance.now())) return;
    const audience = { kind: 'channel', channelId, communityId: channel.communityId } as const;
    this.live.publish(ServerEvents.TypingStarted, audience, { channelId, userId });
  }

  private isDue(key: string, now: number): boolean {
    const last = this.told.get(key);
    if (last !== undefined && now - last < RENEWAL_MS) return false;
    this.told.delete(key);
    this.told.set(key, now);
    for (const [oldest, at] of this.told) {
      if (now - at < RENEWAL_MS && this.told.size <= REMEMBERED) break;
      this.told.delete(oldest);
    }
    return true;
  }
}
