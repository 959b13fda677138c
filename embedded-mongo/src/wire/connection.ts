import type { Socket } from 'node:net';
import { dispatch } from '../dispatch.ts';
import type { Engine } from '../engine.ts';
import { storageError } from '../errors.ts';
import { BlockedError } from '../sessions/transactions.ts';
import type { Command } from './frames.ts';
import { MalformedFrameError, MAX_MESSAGE, readFrame } from './frames.ts';
import type { Reply } from './replies.ts';
import { encodeReply, errorFields } from './replies.ts';

const HEADER = 16;

/** One client: cuts its bytes into frames and answers them in order. */
export class ClientConnection {
  readonly #engine: Engine;
  readonly #socket: Socket;
  readonly #id: number;
  #pieces: Buffer[] = [];
  #size = 0;

  constructor(engine: Engine, socket: Socket) {
    this.#engine = engine;
    this.#socket = socket;
    this.#id = ++engine.totalConnections;
    engine.connections++;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.#receive(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      engine.connections--;
      engine.cursors.closeWhere(
        (cursor) => cursor.connection === this.#id && cursor.owner === undefined,
      );
    });
  }

  #receive(bytes: Buffer): void {
    this.#pieces.push(bytes);
    this.#size += bytes.length;
    try {
      while (this.#size >= HEADER) {
        const frame = this.#nextFrame();
        if (!frame) return;
        this.#answer(readFrame(frame));
      }
    } catch {
      // Nothing that follows can be trusted to begin where a frame begins.
      this.#pieces = [];
      this.#size = 0;
      this.#socket.destroy();
    }
  }

  /** Takes a complete frame off the front, undefined while it is not all there. */
  #nextFrame(): Buffer | undefined {
    let first = this.#pieces[0] as Buffer;
    if (first.length < HEADER) first = this.#join();
    const length = first.readInt32LE(0);
    if (length < HEADER + 5 || length > MAX_MESSAGE)
      throw new MalformedFrameError(`a frame of ${length} bytes`);
    if (this.#size < length) return undefined;
    if (first.length < length) first = this.#join();
    this.#pieces[0] = first.subarray(length);
    if (first.length === length) this.#pieces.shift();
    this.#size -= length;
    return first.subarray(0, length);
  }

  #join(): Buffer {
    const joined = Buffer.concat(this.#pieces);
    this.#pieces = [joined];
    return joined;
  }

  #answer(command: Command): void {
    let reply: Reply;
    try {
      reply = dispatch(this.#engine, command, this.#id);
    } catch (error) {
      if (error instanceof BlockedError) {
        error.transaction.whenEnded(() => this.#answer(command));
        return;
      }
      reply = { fields: errorFields(error) };
    }
    if (command.isSilent) return;
    const frame = encode(command, reply);
    this.#engine.group.whenDurable((failure) => {
      this.#socket.write(
        failure ? encode(command, { fields: errorFields(storageError(failure)) }) : frame,
      );
    });
  }
}

/** Encodes an answer; one that cannot be encoded becomes a refusal. */
function encode({ requestId, isLegacy }: Command, reply: Reply): Buffer {
  try {
    return encodeReply(requestId, isLegacy, reply);
  } catch (error) {
    return encodeReply(requestId, isLegacy, { fields: errorFields(error) });
  }
}
