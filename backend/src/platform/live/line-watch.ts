import { rates } from '@kraken/shared';
import type { Server } from 'socket.io';
import type { EngineSocket } from './lane.ts';
import { cut } from './lane.ts';

/** The parts of a WebSocket that are watched; Engine.IO's types hide them. Its version is pinned, and tests fail when it changes. */
interface WebSocket {
  on(event: 'message' | 'ping' | 'pong', listener: () => void): void;
  terminate(): void;
}

/** Where Engine.IO takes over every WebSocket that was opened, as a line of its own or to go on with one that polls. */
interface Engine {
  onWebSocket(request: unknown, connection: unknown, line: WebSocket): void;
}

/**
 * Cuts every line that says more than any client has to say, whatever it is made of: packets of all kinds, also before
 * anybody is let in, and below them the frames of WebSocket itself, whose pings are answered into a memory without bounds when
 * the other end does not read. What a person says once they are in is `SignalDoor`'s, which has answers for it.
 */
export function watchLines({ engine }: Server): void {
  engine.on('connection', (line: EngineSocket) => {
    const isInRate = counter();
    line.on('packet', () => {
      if (!isInRate()) cut(line);
    });
  });
  watchFrames(engine as unknown as Engine);
}

function watchFrames(engine: Engine): void {
  const onWebSocket = engine.onWebSocket.bind(engine);
  engine.onWebSocket = (request, connection, line) => {
    const isInRate = counter();
    const count = () => {
      if (!isInRate()) line.terminate();
    };
    for (const event of ['message', 'ping', 'pong'] as const) line.on(event, count);
    onWebSocket(request, connection, line);
  };
}

/** Counts one more at every call; false once it is too much for the current window. */
function counter(): () => boolean {
  const { count: most, seconds } = rates.socketPacket;
  let count = 0;
  let windowEndsAt = 0;
  return () => {
    const now = performance.now();
    if (now >= windowEndsAt) {
      count = 0;
      windowEndsAt = now + seconds * 1000;
    }
    return ++count <= most;
  };
}
