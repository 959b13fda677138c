import type { Env } from '../../env.ts';
import { StartupError } from '../../env.ts';
import { knownAddress } from '../../platform/data/address.ts';
import { connectRunningMongo } from '../../platform/mongo/connect.ts';
import { UsersRepository } from '../users/users.repository.ts';
import { issueSetupLink } from './setup-link.ts';
import { SetupLinksRepository } from './setup-links.repository.ts';

/**
 * A new link for the first owner of the Kraken that is running on this data folder, or on MONGODB_URL.
 * @throws {StartupError} when none is running, or it has its owner
 */
export async function newSetupLink(env: Env): Promise<string> {
  const { mongo, close } = await connectRunningMongo(env);
  try {
    if (await new UsersRepository(mongo).hasOwner()) {
      throw new StartupError('This Kraken is already set up: it has an owner, who can sign in.');
    }
    return knownAddress(env) + (await issueSetupLink(new SetupLinksRepository(mongo)));
  } finally {
    await close();
  }
}
