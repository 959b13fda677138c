import type { Env } from './env.ts';
import { StartupError } from './env.ts';
import { knownAddress } from './platform/data/address.ts';
import { connectRunningMongo } from './platform/mongo/connect.ts';
import { UsersRepository } from './features/users/users.repository.ts';
import { issueSetupLink } from './features/setup/setup-link.ts';
import { SetupLinksRepository } from './features/setup/setup-links.repository.ts';

/**
 * A new link for the first owner of the Kraken that is running on this data folder, or on MONGODB_URL.
 * @throws {StartupError} when none is running, or it has its owner
 */
export async function newSetupLink(env: Env): Promise<string> {
  const connection = await connectRunningMongo(env);
  try {
    if (await new UsersRepository(connection.mongo).hasOwner()) {
      throw new StartupError('This Kraken is already set up: it has an owner, who can sign in.');
    }
    const links = new SetupLinksRepository(connection.mongo);
    return knownAddress(env) + (await issueSetupLink(links));
  } finally {
    await connection.close();
  }
}
