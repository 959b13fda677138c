/** The name of a kind of notice between backends, with the type of what it carries (JSON). */
export interface Topic<T> {
  readonly name: string;
  /** Never set: carries the type only. */
  readonly message?: T;
}

/** Declares a topic: `const sessionEnded = topic<{ sessionId: string }>('session.ended')`. */
export function topic<T>(name: string): Topic<T> {
  return { name };
}

/** How often something happened in the current window. */
export interface Count {
  count: number;
  /** Seconds until the window ends. */
  resetsIn: number;
}

/**
 * What the backends of one instance share besides the database: notices, counters, short-lived facts. Nothing in it is
 * durable, and nothing that must be right depends on it: losing it costs at most a repeated question.
 */
export abstract class Bus {
  /**
   * Tells every backend, this one included. This one hears it at once, before the call returns; the others soon, or
   * never when the connection is down.
   */
  abstract publish<T>(topic: Topic<T>, message: T): void;

  /** Hears a topic from now on. Answers the function that stops it. */
  abstract subscribe<T>(topic: Topic<T>, listener: (message: T) => void): () => void;

  /** Counts one more in the window of that key; the first count opens the window. */
  abstract increment(key: string, windowSeconds: number): Promise<Count>;

  /** A value that is forgotten after its time; undefined when it is unknown. */
  abstract get(key: string): Promise<string | undefined>;
  abstract set(key: string, value: string, seconds: number): Promise<void>;
  abstract delete(key: string): Promise<void>;

  /** Puts a member into a set for so many seconds; again before they end to stay. */
  abstract addMember(set: string, member: string, seconds: number): Promise<void>;
  abstract removeMember(set: string, member: string): Promise<void>;
  /** Members whose time has not run out. */
  abstract members(set: string): Promise<string[]>;

  /** False while notices of other backends may be missed. */
  get isWhole(): boolean {
    return true;
  }

  /** Calls back each time the connection between backends has come back: notices may have been missed until then. */
  onReconnected(listener: () => void): void {
    this.reconnectionListeners.push(listener);
  }

  /** Ends the connection to the other backends. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  protected tellReconnected(): void {
    for (const listener of this.reconnectionListeners) listener();
  }

  private readonly reconnectionListeners: (() => void)[] = [];
}
