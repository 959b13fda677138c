import { Worker } from 'node:worker_threads';
import type { Listen } from './server.ts';
import type { Failure } from './startup.ts';
import { restoreFailure } from './startup.ts';
import type { WorkerOrder } from './worker.ts';

export { DataFolderInUseError, NewerFormatError } from './storage/folderErrors.ts';
export type { Listen } from './server.ts';

export interface EmbeddedMongoOptions {
  /** The data folder. It is made when it does not exist; one process owns it at a time. */
  readonly path: string;
  readonly listen: Listen;
  /** The worker's script, where the package has been bundled. */
  readonly workerUrl?: URL | string;
}

export interface EmbeddedMongo {
  /** A connection string for any MongoDB driver. */
  readonly url: string;
  /** Finishes what has been acknowledged, closes every connection and lets the folder go. */
  close(): Promise<void>;
}

type Message =
  { type: 'ready'; url: string } | { type: 'failed'; failure: Failure } | { type: 'closed' };

/**
 * Starts a MongoDB server in a thread of its own.
 *
 * @throws DataFolderInUseError when another process owns the folder
 * @throws NewerFormatError when a later version wrote it
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const { path, listen, workerUrl = new URL('./worker.ts', import.meta.url) } = options;
  const order: WorkerOrder = { path, listen };
  const worker = new Worker(workerUrl, { workerData: order, name: 'embedded-mongo' });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () =>
      reject(new Error('The embedded-mongo thread ended before it was ready')),
    );
    worker.once('message', (message: Message) => {
      if (message.type === 'ready') {
        // From here on a fault of the thread is the process's own: without its database it must not seem well.
        worker.off('error', reject);
        resolve(message.url);
      }
      if (message.type === 'failed') reject(restoreFailure(message.failure));
    });
  });
  let closing: Promise<void> | undefined;
  return {
    url,
    close: () => {
      if (!closing) {
        worker.postMessage('close');
        closing = exited;
      }
      return closing;
    },
  };
}
