/** A Socket.IO event, encoded once: for sockets that get bytes, and for those that get Engine.IO packets. */
export interface EventFrame {
  /** The whole WebSocket frame: header, Engine.IO's `4`, Socket.IO's `2`, the JSON. */
  readonly bytes: Buffer;
  /** The Socket.IO packet as text, for the ordinary path. */
  readonly packet: string;
}

/** RFC 6455: final frame, text. A server never masks. */
const finalText = 0x81;

/** Encodes `[event, payload]` for the main namespace. */
export function frameOf(data: readonly unknown[]): EventFrame {
  const packet = `2${JSON.stringify(data)}`;
  // Engine.IO's type digit is the one byte before the packet.
  const length = Buffer.byteLength(packet) + 1;
  const headerLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(headerLength + length);
  bytes[0] = finalText;
  if (headerLength === 2) {
    bytes[1] = length;
  } else if (headerLength === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  bytes[headerLength] = 0x34;
  bytes.write(packet, headerLength + 1);
  return { bytes, packet };
}
