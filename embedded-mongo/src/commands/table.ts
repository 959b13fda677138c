import { aggregate } from '../aggregation/aggregate.ts';
import {
  collMod,
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  renameCollection,
} from './collections.ts';
import type { Handler } from './context.ts';
import { count, distinct } from './counting.ts';
import { remove } from './delete.ts';
import { explain } from './explain.ts';
import { find, getMore, killCursors } from './find.ts';
import { findAndModify } from './findAndModify.ts';
import { createIndexes, dropIndexes, listIndexes } from './indexes.ts';
import { insert } from './insert.ts';
import {
  buildInfo,
  collStats,
  connectionStatus,
  dbStats,
  getParameter,
  hello,
  hostInfo,
  ping,
  replSetGetStatus,
  serverStatus,
  whatsmyuri,
} from './server.ts';
import {
  abortTransaction,
  commitTransaction,
  endSessions,
  refreshSessions,
  startSession,
} from './sessions.ts';
import { update } from './update.ts';
import { validateCollection } from './validateCollection.ts';

/** What a command is, for sessions and transactions. */
export interface CommandKind {
  readonly run: Handler;
  /** Its answer is kept for a repeat with the same transaction number. */
  readonly isRetryable?: boolean;
  readonly inTransaction?: boolean;
}

const retryableWrite = (run: Handler): CommandKind => ({
  run,
  isRetryable: true,
  inTransaction: true,
});
const read = (run: Handler): CommandKind => ({ run, inTransaction: true });
const other = (run: Handler): CommandKind => ({ run });

/** Every command that there is. */
export const COMMANDS: ReadonlyMap<string, CommandKind> = new Map<string, CommandKind>([
  ['hello', other(hello)],
  ['isMaster', other(hello)],
  ['ismaster', other(hello)],
  ['ping', other(ping)],
  ['buildInfo', other(buildInfo)],
  ['buildinfo', other(buildInfo)],
  ['connectionStatus', other(connectionStatus)],
  ['whatsmyuri', other(whatsmyuri)],
  ['hostInfo', other(hostInfo)],
  ['serverStatus', other(serverStatus)],
  ['getParameter', other(getParameter)],
  ['dbStats', other(dbStats)],
  ['dbstats', other(dbStats)],
  ['collStats', other(collStats)],
  ['collstats', other(collStats)],
  ['replSetGetStatus', other(replSetGetStatus)],
  ['listDatabases', other(listDatabases)],
  ['listCollections', other(listCollections)],
  ['create', { run: create, inTransaction: true }],
  ['collMod', other(collMod)],
  ['drop', other(drop)],
  ['dropDatabase', other(dropDatabase)],
  ['renameCollection', other(renameCollection)],
  ['createIndexes', { run: createIndexes, inTransaction: true }],
  ['listIndexes', other(listIndexes)],
  ['dropIndexes', other(dropIndexes)],
  ['insert', retryableWrite(insert)],
  ['update', retryableWrite(update)],
  ['delete', retryableWrite(remove)],
  ['findAndModify', retryableWrite(findAndModify)],
  ['findandmodify', retryableWrite(findAndModify)],
  ['find', read(find)],
  ['getMore', read(getMore)],
  ['killCursors', read(killCursors)],
  ['aggregate', read(aggregate)],
  ['count', other(count)],
  ['distinct', read(distinct)],
  ['explain', other(explain)],
  ['validate', other(validateCollection)],
  ['startSession', other(startSession)],
  ['endSessions', other(endSessions)],
  ['refreshSessions', other(refreshSessions)],
  ['killSessions', other(endSessions)],
  ['commitTransaction', { run: commitTransaction, inTransaction: true }],
  ['abortTransaction', { run: abortTransaction, inTransaction: true }],
]);
