import { parseArgs } from 'node:util';
import { startEmbeddedMongo } from './index.ts';

const USAGE = `npm run mongod -- --dbpath DIR [--port N] [--bind_ip 127.0.0.1] [--unixSocket PATH]

Serves the MongoDB wire protocol from a data folder, on loopback TCP or on a Unix socket.`;

const { values } = parseArgs({
  options: {
    dbpath: { type: 'string' },
    port: { type: 'string', default: '27017' },
    bind_ip: { type: 'string', default: '127.0.0.1' },
    unixSocket: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const port = Number(values.port);
if (values.help || values.dbpath === undefined || !Number.isInteger(port)) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(values.help ? 0 : 2);
}

const listen =
  values.unixSocket === undefined ? { host: values.bind_ip, port } : { socket: values.unixSocket };
try {
  const server = await startEmbeddedMongo({ path: values.dbpath, listen });
  process.stdout.write(`${server.url}\n`);
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
