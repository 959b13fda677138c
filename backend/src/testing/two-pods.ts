import { startEmbeddedMongo } from '@kraken/embedded-mongo';
import type { Type } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestApp, type TestApp } from './start-test-app.ts';

/** Two backends of one instance on one store. */
export interface TwoPods {
  pods: [TestApp, TestApp];
  stop(): Promise<void>;
}

/** Signs the access tokens of both, so that a token of one works on the other. */
const JWT_SECRET = 'a secret that both backends of a test share';

export async function startTwoPods(
  env: Record<string, string> = {},
  features?: readonly Type[],
): Promise<TwoPods> {
  const folder = mkdtempSync(join(tmpdir(), 'kraken-store-'));
  const store = await startEmbeddedMongo({ path: folder, listen: { host: '127.0.0.1', port: 0 } });
  const shared = { MONGODB_URL: store.url, JWT_SECRET, ...env };
  const options = { env: shared, ...(features && { features }) };
  const first = await startTestApp(options);
  const second = await startTestApp(options);
  return {
    pods: [first, second],
    async stop() {
      await first.stop();
      await second.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
