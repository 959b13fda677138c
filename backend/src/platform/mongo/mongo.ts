import type { ClientSession, Collection, Db, Document, MongoClient } from 'mongodb';
import { ReadConcernLevel } from 'mongodb';

/** A transaction under way: services hand it on to repositories and do nothing else with it. */
export type Transaction = ClientSession;

/** The database, for repositories only. */
export class Mongo {
  readonly client: MongoClient;
  readonly db: Db;

  constructor(client: MongoClient, databaseName: string) {
    this.client = client;
    this.db = client.db(databaseName);
  }

  /** A collection of the schema (`prisma/schema.prisma`), with the type of the documents in it. */
  collection<T extends Document>(name: string): Collection<T> {
    return this.db.collection<T>(name);
  }

  /**
   * Runs the work in one transaction and commits it; anything thrown rolls it back. The work may run again when MongoDB
   * asks for it, so it does nothing but read and write with the session it is given.
   */
  async transaction<T>(work: (session: Transaction) => Promise<T>): Promise<T> {
    return this.client.withSession((session) =>
      session.withTransaction(() => work(session), {
        readConcern: { level: ReadConcernLevel.snapshot },
        writeConcern: { w: 'majority' },
      }),
    );
  }
}

/** Whether a write failed because a unique index holds the value already; with `index`, that very index. */
export function isDuplicate(error: unknown, index?: string): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 11_000)
    return false;
  return (
    index === undefined ||
    String((error as { message?: unknown }).message).includes(`index: ${index} `)
  );
}
