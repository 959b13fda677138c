import { parentPort, workerData } from 'node:worker_threads';
import type { Listen } from './server.ts';
import { serve } from './server.ts';
import { describeFailure } from './startup.ts';

/** What the starting thread sends to its worker, and hears from it. */
export interface WorkerOrder {
  readonly path: string;
  readonly listen: Listen;
}

/** By then what opening the store left behind is garbage. Not in the moment in which the starting thread does the same. */
const SETTLED_AFTER = 2_500;

const port = parentPort;
if (!port) throw new Error('worker.ts is the entry of a worker thread');

try {
  const { path, listen } = workerData as WorkerOrder;
  const server = await serve(path, listen);
  port.on('message', () => {
    void server.close().then(() => {
      port.postMessage({ type: 'closed' });
      port.close();
    });
  });
  port.postMessage({ type: 'ready', url: server.url });
  // Only where Node runs with `--expose-gc`: gives the pages back that V8 would keep until something presses.
  setTimeout(() => {
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }, SETTLED_AFTER).unref();
} catch (error) {
  port.postMessage({ type: 'failed', failure: describeFailure(error) });
  port.close();
}
