import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv } from '../env.ts';
import { connectMongo } from '../platform/mongo/connect.ts';
import { pushSchema, schemaHash } from '../platform/mongo/push-schema.ts';

const store = join(import.meta.dirname, '..', '..', '..', 'embedded-mongo', 'src');
const prefix = 'kraken-database-';
const staleAfterMs = 24 * 60 * 60 * 1000;

/**
 * Puts an empty database that is at the current schema into a data folder. Pushing the schema takes most of a second, and
 * every test file needs it: it is done once per version of the schema and of the store, and copied from then on.
 */
export async function prepareDatabase(dataFolder: string): Promise<void> {
  const template = join(tmpdir(), prefix + versionKey());
  if (!existsSync(template)) await makeTemplate(template);
  cpSync(join(template, 'database'), join(dataFolder, 'database'), { recursive: true });
}

async function makeTemplate(template: string): Promise<void> {
  removeStale();
  const folder = mkdtempSync(join(tmpdir(), 'kraken-making-'));
  const connection = await connectMongo(readEnv({ KRAKEN_DATA: folder }));
  await pushSchema(connection);
  await connection.close();
  try {
    renameSync(folder, template);
  } catch {
    // Another test file has made it meanwhile.
    rmSync(folder, { recursive: true });
  }
}

function versionKey(): string {
  const hash = createHash('sha256').update(schemaHash);
  for (const entry of readdirSync(store, { recursive: true, withFileTypes: true })) {
    if (entry.isFile())
      hash.update(`${entry.name}:${statSync(join(entry.parentPath, entry.name)).mtimeMs};`);
  }
  return hash.digest('hex').slice(0, 16);
}

function removeStale(): void {
  for (const name of readdirSync(tmpdir())) {
    const path = join(tmpdir(), name);
    if (!name.startsWith(prefix) || Date.now() - statSync(path).mtimeMs < staleAfterMs) continue;
    rmSync(path, { recursive: true, force: true });
  }
}
