import { StartupError, readEnv } from './env.ts';
import { connectRunningMongo } from './platform/mongo/connect.ts';
import { pushSchema, schemaHash } from './platform/mongo/push-schema.ts';

/** `npm run db:push`: brings the database of MONGODB_URL, or of the Kraken that runs here, to this version's schema. */
try {
  const connection = await connectRunningMongo(readEnv());
  try {
    const outcome = await pushSchema(connection);
    console.log(
      `The database ${outcome === 'pushed' ? 'is now' : 'was already'} at schema ${schemaHash.slice(0, 12)}.`,
    );
  } finally {
    await connection.close();
  }
} catch (error) {
  console.error(error instanceof StartupError ? error.message : error);
  process.exitCode = 1;
}
