import type {
  Acknowledgement,
  ClientEvent,
  ClientPayloads,
  ClientToServerEvents,
  ServerEvent,
  ServerPayloads,
  ServerToClientEvents,
} from '@kraken/shared';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';

interface Waiting {
  event: string;
  matches(payload: unknown): boolean;
  settle(payload: unknown): void;
}

export interface SocketOptions {
  transports?: ('websocket' | 'polling')[];
  headers?: Record<string, string>;
}

/** A device's socket that remembers every event until a test has asked for it. */
export class SocketClient {
  readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  /** Everything heard so far, in order. */
  readonly heard: { event: string; payload: unknown }[] = [];
  private readonly unasked: { event: string; payload: unknown }[] = [];
  private readonly waiting: Waiting[] = [];

  constructor(
    url: string,
    token: string,
    { transports = ['websocket'], headers }: SocketOptions = {},
  ) {
    this.socket = io(url, {
      auth: { token },
      transports,
      reconnection: false,
      forceNew: true,
      ...(headers && { extraHeaders: headers }),
    });
    this.socket.onAny((event: string, payload: unknown) => this.receive(event, payload));
  }

  /** Resolves when the server has said `session.ready`; rejects with the handshake's problem. */
  async ready(): Promise<this> {
    const refused = new Promise<never>((_, reject) => {
      this.socket.once('connect_error', (error) => {
        reject(Object.assign(error, { problem: (error as { data?: unknown }).data }));
      });
      this.socket.once('disconnect', (reason) => reject(new Error(`not ready: ${reason}`)));
    });
    await Promise.race([this.next('session.ready'), refused]);
    return this;
  }

  /** The next event of that name that nobody has asked for yet, now or later. */
  next<E extends ServerEvent>(
    event: E,
    matches: (payload: ServerPayloads[E]) => boolean = () => true,
  ): Promise<ServerPayloads[E]> {
    const fits = matches as (payload: unknown) => boolean;
    const index = this.unasked.findIndex((entry) => entry.event === event && fits(entry.payload));
    if (index >= 0)
      return Promise.resolve(this.unasked.splice(index, 1)[0]?.payload as ServerPayloads[E]);
    return new Promise((resolve) => {
      this.waiting.push({ event, matches: fits, settle: resolve });
    });
  }

  /** Sends a signal and waits for what the server answers. */
  signal<E extends ClientEvent>(event: E, payload: ClientPayloads[E]): Promise<Acknowledgement> {
    return this.socket.emitWithAck(event, ...([payload] as never)) as Promise<Acknowledgement>;
  }

  /** Resolves when the connection is gone, with the reason. */
  closed(): Promise<string> {
    if (this.socket.disconnected) return Promise.resolve('closed before');
    return new Promise((resolve) => this.socket.once('disconnect', resolve));
  }

  close(): void {
    this.socket.disconnect();
  }

  private receive(event: string, payload: unknown): void {
    this.heard.push({ event, payload });
    const index = this.waiting.findIndex(
      (entry) => entry.event === event && entry.matches(payload),
    );
    if (index < 0) this.unasked.push({ event, payload });
    else this.waiting.splice(index, 1)[0]?.settle(payload);
  }
}
