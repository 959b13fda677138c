/**
 * The control of every row: bare stock Socket.IO, no identity, no store. A client's `send` goes to one room
 * that all sockets are in, the sender too, and is acknowledged. Tells its parent the port.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { perMessageDeflate: false });
io.on('connection', (socket) => {
  void socket.join('room');
  socket.on('send', (message: unknown, acknowledge: (answer: unknown) => void) => {
    io.to('room').emit('message.created', message);
    acknowledge({ ok: true });
  });
  socket.emit('session.ready', {});
});
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (typeof address === 'object') process.send?.({ type: 'ready', port: address?.port });
});
process.on('SIGTERM', () => process.exit(0));
