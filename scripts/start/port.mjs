import { createServer } from 'node:net';
import { Refusal } from '../bootstrap/steps.mjs';

const preferredPort = 3000;
const portsToTry = 100;

/**
 * The port to listen on: `PORT` when it is set, and then no other; else 3000 or the next free one.
 * @param {NodeJS.ProcessEnv} env
 */
export async function choosePort(env) {
  const wanted = env['PORT'];
  if (wanted !== undefined && wanted !== '') {
    const port = Number(wanted);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new Refusal(`PORT is "${wanted}", which is no port number (0 to 65535).`);
    }
    if (await isFree(port, env['HOST'])) return port;
    throw new Refusal(
      `Port ${port} is used by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
    );
  }
  for (let port = preferredPort; port < preferredPort + portsToTry; port += 1) {
    if (await isFree(port, env['HOST'])) return port;
  }
  throw new Refusal(
    `No free port between ${preferredPort} and ${preferredPort + portsToTry - 1}. Choose one: PORT=8080 npm start`,
  );
}

/**
 * `localhost` may mean either loopback address, so a program that holds the port on one of them is in the way even when
 * Kraken listens on the other.
 * @param {number} port
 * @param {string | undefined} host
 */
async function isFree(port, host) {
  for (const address of new Set([host || '127.0.0.1', '127.0.0.1', '::1'])) {
    const error = await tryToListen(port, address);
    if (error?.code === 'EADDRINUSE') return false;
    if (error?.code === 'EACCES') {
      throw new Refusal(`This user may not listen on port ${port}. Choose one above 1023.`);
    }
    // Not every machine has IPv6; an address that the person named has to be one of this machine.
    if (error !== undefined && address === host) {
      throw new Refusal(`Kraken cannot listen on ${host}, port ${port}: ${error.message}`);
    }
  }
  return true;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<NodeJS.ErrnoException | undefined>} why it is not possible, or nothing when it is
 */
function tryToListen(port, host) {
  return new Promise((settle) => {
    const server = createServer();
    server.once('error', settle);
    server.listen({ port, host, exclusive: true }, () => server.close(() => settle(undefined)));
  });
}
