import { Redis } from 'ioredis';

/** No reply within this time means that Redis hangs: the connection is given up and made anew. */
const replyTimeoutMs = 2_000;
const pingEveryMs = 1_000;

const options = {
  // Nothing waits for Redis to come back: what cannot be said now is not said, and the caller goes on without.
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  socketTimeout: replyTimeoutMs,
  connectTimeout: replyTimeoutMs,
  commandTimeout: replyTimeoutMs,
  autoResendUnfulfilledCommands: false,
  retryStrategy: (attempt: number) => Math.min(50 * 2 ** attempt, 1_000),
};

/** A client whose notices are said into the wind: nobody waits for them, and nobody breaks when they are lost. */
class NoticeRedis extends Redis {
  override publish(channel: string, message: string): Promise<number> {
    return super.publish(channel, message).catch(() => 0);
  }
}

/** The connections to Redis, watched so that a frozen server is noticed as soon as one that is gone. */
export class RedisClients {
  readonly commands: NoticeRedis;
  readonly subscriber: NoticeRedis;
  private readonly heartbeat: NodeJS.Timeout;

  constructor(url: string) {
    this.commands = this.open(url);
    this.subscriber = this.open(url);
    this.heartbeat = setInterval(() => {
      for (const client of [this.commands, this.subscriber]) client.ping().catch(() => undefined);
    }, pingEveryMs);
  }

  /** Whether notices arrive here and leave from here. */
  get isConnected(): boolean {
    return this.commands.status === 'ready' && this.subscriber.status === 'ready';
  }

  async close(): Promise<void> {
    clearInterval(this.heartbeat);
    for (const client of [this.commands, this.subscriber]) client.disconnect();
    await Promise.resolve();
  }

  private open(url: string): NoticeRedis {
    const client = new NoticeRedis(url, options);
    // Faults show in `isConnected` and in what commands answer; unheard they would end the process.
    client.on('error', () => undefined);
    return client;
  }
}
