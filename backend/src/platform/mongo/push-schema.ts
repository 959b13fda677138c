import { join } from 'node:path';
import { StartupError } from '../../env.ts';
import contract from '../../generated/contract.json' with { type: 'json' };
import type { MongoConnection } from './connect.ts';

/** Prisma keeps here which schema a database was brought to. */
interface Marker {
  _id: string;
  storageHash: string;
}

/** Names of this release's schema. */
export const schemaHash: string = contract.storage.storageHash;

/** Two backends that start at once may both push; the second finds the work done. */
const attempts = 3;
const pauseMs = 500;

/**
 * Brings the database to `prisma/schema.prisma`: collections, validators, indexes. Costs one read when it is there already.
 * Indexes and rules may be replaced; a collection is never dropped.
 * @throws {StartupError} when the stored data stand in the way
 */
export async function pushSchema(connection: MongoConnection): Promise<'pushed' | 'current'> {
  if (await isCurrent(connection)) return 'current';
  for (let attempt = 1; ; attempt++) {
    const fault = await apply(connection.databaseUrl);
    if (fault === undefined) return 'pushed';
    if (await isCurrent(connection)) return 'current';
    if (attempt === attempts)
      throw new StartupError(`The database could not be brought to this version: ${fault}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

async function isCurrent({ mongo }: MongoConnection): Promise<boolean> {
  const marker = await mongo.collection<Marker>('_prisma_migrations').findOne({ _id: 'app' });
  return marker?.storageHash === schemaHash;
}

/** Answers what went wrong, in Prisma's words; undefined when all went well. */
async function apply(databaseUrl: string): Promise<string | undefined> {
  // Loaded only when there is something to do: it is larger than the rest of the program.
  const { createMongoControlClient } = await import('@prisma/orm-mongo/control');
  const client = createMongoControlClient({ connection: databaseUrl });
  // There are no migration files; Prisma wants to know where they would be.
  const migrationsDir = join(import.meta.dirname, 'migrations');
  try {
    const plan = await client.dbUpdate({
      contract,
      mode: 'plan',
      migrationsDir,
      acceptDataLoss: true,
    });
    if (!plan.ok) return plan.failure.summary;
    const drops = plan.value.plan.operations.filter(({ id }) => /^collection\..*\.drop$/.test(id));
    if (drops.length > 0) return `it would drop ${drops.map(({ label }) => label).join(', ')}`;
    const done = await client.dbUpdate({
      contract,
      mode: 'apply',
      migrationsDir,
      acceptDataLoss: true,
    });
    return done.ok ? undefined : done.failure.summary;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await client.close();
  }
}
