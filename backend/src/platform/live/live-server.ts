import type {
  Acknowledgement,
  ClientToServerEvents,
  ServerPayloads,
  ServerToClientEvents,
} from '@kraken/shared';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { Identity } from '../access/session-verifier.ts';

/** What the server remembers of a socket. */
export interface SocketData {
  identity: Identity;
  /** Rooms gained (true) and lost (false) while the socket is still finding out which ones it may enter. */
  moves?: Map<string, boolean>;
  /** Signals in the current window. */
  signals: { count: number; windowEndsAt: number };
}

export type LiveServer = Server<
  ClientToServerEvents,
  ServerToClientEvents,
  DefaultEventsMap,
  SocketData
>;
export type LiveSocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  DefaultEventsMap,
  SocketData
>;

export type Acknowledge = (answer: Acknowledgement) => void;
export type EndReason = ServerPayloads['session.revoked']['reason'];
