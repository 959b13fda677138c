import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { deserialize, serialize } from 'bson';
import type { Document } from 'bson';

/** A command as a frame; nothing is added that the driver would add. */
export function commandFrame(
  document: object,
  change: (frame: Buffer) => void = () => undefined,
): Buffer {
  const body = Buffer.from(serialize(document));
  const frame = Buffer.alloc(21 + body.length);
  frame.writeInt32LE(frame.length, 0);
  frame.writeInt32LE(1, 4);
  frame.writeInt32LE(2013, 12);
  body.copy(frame, 21);
  change(frame);
  return frame;
}

export function openSocket(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends one command over a connection of its own and answers what comes back. */
export async function sendCommand(path: string, document: object): Promise<Document> {
  const socket = await openSocket(path);
  const reply = new Promise<Buffer>((resolve) => {
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (bytes.length >= 4 && bytes.length >= bytes.readInt32LE(0)) resolve(bytes);
    });
  });
  socket.write(commandFrame(document));
  const bytes = await reply;
  socket.destroy();
  return deserialize(bytes.subarray(21));
}
