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
 * A port can be taken on one address only, so loopback is asked besides the address that will be used.
 * @param {number} port
 * @param {string | undefined} host
 */
async function isFree(port, host) {
  return (await canListen(port, host)) && (await canListen(port, '127.0.0.1'));
}

/**
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<boolean>}
 */
function canListen(port, host) {
  return new Promise((settle, fail) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') settle(false);
      else if (error.code === 'EACCES') {
        fail(
          new Refusal(
            `This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`,
          ),
        );
      } else
        fail(
          new Refusal(`Cannot listen on ${host ?? 'this machine'}, port ${port}: ${error.message}`),
        );
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => settle(true)));
  });
}
