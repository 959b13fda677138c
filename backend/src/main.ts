import type { KrakenApp } from './create-app.ts';
import type { Env } from './env.ts';
import { StartupError, readEnv } from './env.ts';
import { giveBackWhenSettled } from './platform/memory/give-back.ts';

/** What is told to the parent process, when there is one. */
type Report =
  { type: 'ready'; url: string; setupLink?: string } | { type: 'failed'; message: string };

/** A stop that takes longer than this is forced: a balancer's patience is about the same. */
const stopTimeoutMs = 14_000;

let app: KrakenApp | undefined;

try {
  const env = readEnv();
  await start(env);
} catch (error) {
  await fail(error);
}

async function start(env: Env): Promise<void> {
  const { createApp } = await import('./create-app.ts');
  app = await createApp(env);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  // An orphan would hold the data folder while nobody knows of it.
  process.on('disconnect', () => void stop(0));
  const url = await app.listen();
  const { noteAddress } = await import('./platform/data/address.ts');
  const { ReadyReport } = await import('./platform/ready-report.ts');
  noteAddress(env, url);
  const setupPath = await app.nest.get(ReadyReport).setupPath();
  tell({ type: 'ready', url, ...(setupPath !== undefined && { setupLink: url + setupPath }) });
  giveBackWhenSettled();
}

async function stop(code: number): Promise<void> {
  setTimeout(() => process.exit(code), stopTimeoutMs).unref();
  await app?.stop();
  process.exit(code);
}

async function fail(error: unknown): Promise<void> {
  const message = describe(error);
  tell({ type: 'failed', message });
  process.stderr.write(`${message}\n`);
  await stop(1);
}

function describe(error: unknown): string {
  if (error instanceof StartupError) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'The port is in use by another program. Choose another one with PORT.';
  if (code === 'EACCES')
    return 'This port may not be used by this user. Choose one above 1023 with PORT.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function tell(report: Report): void {
  process.send?.(report);
}
