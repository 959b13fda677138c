import type { Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import { join } from 'node:path';
import { Mongo } from '../platform/mongo/mongo.ts';
import type { TestApp } from './start-test-app.ts';

/** How the store carries out one query that a repository really sent. */
export interface QueryPlan {
  collection: string;
  filter: Document;
  /** Such as `IXSCAN`, from the outermost to the innermost; never `COLLSCAN` where people wait. */
  stages: string[];
  /** Name of the index that is walked; `_id_` where the document is fetched by its id. */
  index: string | undefined;
}

/**
 * A connection of its own to a test application's database that remembers every query. Make a repository on its `mongo`, call
 * it, and ask for the plans: what is asserted is then what the repository sends, not what the test thinks it sends.
 */
export class QueryWatch {
  private readonly seen: Document[] = [];
  readonly mongo: Mongo;

  private constructor(private readonly client: MongoClient) {
    this.mongo = new Mongo(client, 'kraken');
    client.on('commandStarted', ({ command }) => this.seen.push(...queriesIn(command)));
  }

  static async on(kraken: TestApp): Promise<QueryWatch> {
    const socket = encodeURIComponent(join(kraken.data, 'database', 'mongod.sock'));
    const url = `mongodb://${socket}/?directConnection=true`;
    const client = new MongoClient(url, { monitorCommands: true, ignoreUndefined: true });
    return new QueryWatch(await client.connect());
  }

  /** The plans of all queries since the last call. */
  async plans(): Promise<QueryPlan[]> {
    const queries = this.seen.splice(0);
    const plans: QueryPlan[] = [];
    for (const query of queries) {
      const explained = await this.mongo.db.command({ explain: query, verbosity: 'queryPlanner' });
      const stages = stagesOf(explained['queryPlanner'].winningPlan);
      plans.push({
        collection: query['find'],
        filter: query['filter'],
        stages: stages.map(({ stage }) => stage),
        // MongoDB has a stage of its own for a document by its id alone.
        index: stages
          .map(({ stage, indexName }) => (stage === 'IDHACK' ? '_id_' : indexName))
          .find(Boolean),
      });
    }
    return plans;
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

/** Whatever a command looks for, as the `find` that looks for the same. */
function queriesIn(command: Document): Document[] {
  if (command['find']) {
    const { find, filter, sort, limit } = command;
    return [{ find, filter, ...(sort && { sort }), ...(limit && { limit }) }];
  }
  if (command['findAndModify'])
    return [{ find: command['findAndModify'], filter: command['query'] }];
  const parts: Document[] = command['updates'] ?? command['deletes'] ?? [];
  const collection = command['update'] ?? command['delete'];
  return parts.map(({ q }) => ({ find: collection, filter: q }));
}

function stagesOf(plan: Document | undefined): Document[] {
  if (!plan) return [];
  const inner: Document[] = plan['inputStages'] ?? (plan['inputStage'] ? [plan['inputStage']] : []);
  return [plan, ...inner.flatMap(stagesOf)];
}
