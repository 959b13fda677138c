import type { SetPresence } from '@kraken/shared';
import type { Connection } from './connection.ts';

let current: Connection | null = null;

/** Makes the given connection the one that signals go out on. */
export function provideConnection(connection: Connection): () => void {
  current = connection;
  return () => {
    if (current === connection) current = null;
  };
}

/** Says that the person is writing; lost when the line is down, which is as it should be. */
export function sayTyping(channelId: string): void {
  current?.socket.volatile.emit('typing.start', { channelId });
}

/** Tells how the person wants to be seen. */
export function sayPresence(status: SetPresence['status']): void {
  current?.socket.emit('presence.set', { status });
}

/** Tells which channel is in front of the person's eyes; null when none is. */
export function sayViewing(channelId: string | null): void {
  current?.socket.emit('channel.view', { channelId });
}

/** Tries at once to get the line back. */
export function tryLineNow(): void {
  current?.tryNow();
}
