import type { Socket } from 'socket.io-client';

interface Identified {
  id: string;
}

interface Arrival {
  id: string;
  at: number;
}

/** Records what every socket receives and when (milliseconds); a lost or doubled message fails the run. */
export class Deliveries {
  readonly #arrivals: Map<string, number>[];
  #waiting: (() => void) | undefined;
  #expected = Number.POSITIVE_INFINITY;
  #received = 0;
  #doubled = 0;

  constructor(sockets: readonly Socket[]) {
    this.#arrivals = sockets.map(() => new Map<string, number>());
    sockets.forEach((socket, index) => {
      socket.on('message.created', (payload: Identified) =>
        this.#arrive(index, { id: payload.id, at: performance.now() }),
      );
    });
  }

  #arrive(index: number, { id, at }: Arrival): void {
    const mine = this.#arrivals[index]!;
    if (mine.has(id)) this.#doubled++;
    mine.set(id, at);
    this.#received++;
    if (this.#received >= this.#expected) this.#waiting?.();
  }

  /** Resolves when every socket has had that many messages in all; rejects after 20 s without. */
  async settled(messages: number): Promise<void> {
    this.#expected = messages * this.#arrivals.length;
    if (this.#received < this.#expected) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`lost: ${this.#received} of ${this.#expected} deliveries came`)),
          20_000,
        );
        this.#waiting = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    if (this.#doubled > 0) throw new Error(`doubled: ${this.#doubled} deliveries`);
  }

  /** Latencies of all deliveries in milliseconds, given when each message was sent. */
  latencies(sentAt: ReadonlyMap<string, number>): number[] {
    return this.#arrivals.flatMap((mine) =>
      [...mine].flatMap(([id, at]) => (sentAt.has(id) ? [at - sentAt.get(id)!] : [])),
    );
  }
}
