import { parentPort, workerData } from 'node:worker_threads';
import type { Listen } from './server.ts';
import { serve } from './server.ts';
import { describeFailure } from './startup.ts';

/** What the starting thread sends to its worker, and hears from it. */
export interface WorkerOrder {
  readonly path: string;
  readonly listen: Listen;
}

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
} catch (error) {
  port.postMessage({ type: 'failed', failure: describeFailure(error) });
  port.close();
}
