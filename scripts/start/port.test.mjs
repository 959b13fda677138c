import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { choosePort } from './port.mjs';

/** @type {import('node:net').Server[]} */
const servers = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

/**
 * Takes a port of an address and answers it.
 * @param {string} host
 * @param {number} [port]
 * @returns {Promise<number>}
 */
async function takePort(host, port = 0) {
  const server = createServer();
  await new Promise((settle, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => settle(undefined));
  });
  servers.push(server);
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}

test('takes the port that the person named when it is free', async () => {
  const port = await takePort('127.0.0.1');
  const server = servers.pop();
  await new Promise((done) => server?.close(done));
  await expect(choosePort({ PORT: String(port) })).resolves.toBe(port);
});

test.each(['127.0.0.1', '0.0.0.0'])('refuses a named port that is used on %s', async (host) => {
  const port = await takePort(host);
  await expect(choosePort({ PORT: String(port) })).rejects.toThrow(`Port ${port} is used`);
});

test('takes another port than one that is used when none is named', async () => {
  const first = await choosePort({});
  await takePort('127.0.0.1', first);
  await expect(choosePort({})).resolves.toBeGreaterThan(first);
});

test.each(['abc', '-1', '65536', '80.5'])('refuses %s as a port', async (value) => {
  await expect(choosePort({ PORT: value })).rejects.toThrow('no port number');
});

test('refuses an address that this machine does not have', async () => {
  await expect(choosePort({ HOST: '192.0.2.1', PORT: '0' })).rejects.toThrow('192.0.2.1');
});
