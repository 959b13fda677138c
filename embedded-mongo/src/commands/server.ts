import { hostname, totalmem, type, release, arch, cpus } from 'node:os';
import { Long, ObjectId } from 'bson';
import type { Document } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { MAX_BATCH, MAX_DOCUMENT, MAX_MESSAGE } from '../wire/frames.ts';
import type { Reply } from '../wire/replies.ts';
import type { Context } from './context.ts';
import { answer, findCollection, flag } from './context.ts';

/** The wire protocol of MongoDB 7.0: the latest whose commands this server knows. */
const MAX_WIRE_VERSION = 21;
const VERSION = '7.0.0';
const SET_NAME = 'kraken';
const electionId = new ObjectId('7fffffff0000000000000001');

export function hello({ command, engine, connection, body }: Context): Reply {
  const isOld = command.name !== 'hello';
  const me = engine.address;
  return answer({
    ...(isOld ? { ismaster: true, helloOk: true } : { isWritablePrimary: true }),
    ...(body.helloOk === true ? { helloOk: true } : {}),
    hosts: [me],
    setName: SET_NAME,
    setVersion: 1,
    secondary: false,
    primary: me,
    me,
    electionId,
    lastWrite: { lastWriteDate: new Date() },
    maxBsonObjectSize: MAX_DOCUMENT,
    maxMessageSizeBytes: MAX_MESSAGE,
    maxWriteBatchSize: MAX_BATCH,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
  });
}

export const ping = (): Reply => answer({});

export function buildInfo(): Reply {
  return answer({
    version: VERSION,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'embedded-mongo',
    modules: ['embedded-mongo'],
    allocator: 'system',
    javascriptEngine: 'none',
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT,
    storageEngines: ['sqlite'],
  });
}

export function connectionStatus(): Reply {
  return answer({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } });
}

export function whatsmyuri({ connection }: Context): Reply {
  return answer({ you: `127.0.0.1:${connection}` });
}

export function hostInfo(): Reply {
  return answer({
    system: {
      currentTime: new Date(),
      hostname: hostname(),
      cpuAddrSize: 64,
      memSizeMB: Math.floor(totalmem() / 1048576),
      numCores: cpus().length,
      cpuArch: arch(),
    },
    os: { type: type(), name: type(), version: release() },
    extra: {},
  });
}

export function serverStatus({ engine }: Context): Reply {
  const uptime = (Date.now() - engine.startedAt) / 1000;
  const { rss } = process.memoryUsage();
  return answer({
    host: hostname(),
    version: VERSION,
    process: 'embedded-mongo',
    pid: Long.fromNumber(process.pid),
    uptime: Math.floor(uptime),
    uptimeMillis: Long.fromNumber(Math.floor(uptime * 1000)),
    localTime: new Date(),
    connections: {
      current: engine.connections,
      available: 10_000 - engine.connections,
      totalCreated: engine.totalConnections,
    },
    opcounters: { ...engine.counters },
    mem: { bits: 64, resident: Math.floor(rss / 1048576) },
    metrics: { cursor: { open: { total: engine.cursors.size } } },
    repl: { setName: SET_NAME, isWritablePrimary: true, secondary: false, hosts: [engine.address] },
    storageEngine: { name: 'sqlite', supportsCommittedReads: true, persistent: true },
  });
}

const PARAMETERS: Document = {
  featureCompatibilityVersion: { version: '7.0' },
  transactionLifetimeLimitSeconds: 60,
  localLogicalSessionTimeoutMinutes: 30,
  ttlMonitorSleepSecs: 60,
  authenticationMechanisms: [],
};

export function getParameter({ body }: Context): Reply {
  if (body.getParameter === '*' || flag(body, 'allParameters')) return answer(PARAMETERS);
  const names = Object.keys(body).filter((name) => Object.hasOwn(PARAMETERS, name));
  if (names.length === 0) throw new CommandError('InvalidOptions', 'no option found to get');
  return answer(Object.fromEntries(names.map((name) => [name, PARAMETERS[name]])));
}

export function dbStats({ engine, database }: Context): Reply {
  const collections = engine.catalog.list(database);
  const objects = collections.reduce((sum, each) => sum + each.count, 0);
  const dataSize = collections.reduce((sum, each) => sum + dataBytes(engine, each.table), 0);
  return answer({
    db: database,
    collections: collections.length,
    views: 0,
    objects,
    avgObjSize: objects > 0 ? dataSize / objects : 0,
    dataSize,
    storageSize: dataSize,
    indexes: collections.reduce((sum, each) => sum + each.indexes.length, 0),
    indexSize: 0,
    totalSize: dataSize,
    scaleFactor: 1,
  });
}

function dataBytes(engine: Context['engine'], table: string): number {
  return engine.connection.all<[number | null]>(`SELECT sum(length(d)) FROM ${table}`)[0]?.[0] ?? 0;
}

export function collStats(context: Context): Reply {
  const { body, database, engine } = context;
  const collection = findCollection(context);
  const ns = `${database}.${String(body.collStats)}`;
  if (!collection)
    return answer({
      ns,
      size: 0,
      count: 0,
      storageSize: 0,
      totalIndexSize: 0,
      nindexes: 0,
      indexSizes: {},
      totalSize: 0,
      scaleFactor: 1,
    });
  const size = dataBytes(engine, collection.table);
  return answer({
    ns,
    size,
    count: collection.count,
    avgObjSize: collection.count > 0 ? Math.floor(size / collection.count) : 0,
    storageSize: size,
    capped: false,
    nindexes: collection.indexes.length,
    indexSizes: Object.fromEntries(
      collection.indexes.map((index) => [index.name, indexBytes(engine, index.table)]),
    ),
    totalIndexSize: collection.indexes.reduce(
      (sum, index) => sum + indexBytes(engine, index.table),
      0,
    ),
    totalSize: size,
    scaleFactor: 1,
  });
}

function indexBytes(engine: Context['engine'], table: string): number {
  return (
    engine.connection.all<[number | null]>(`SELECT sum(length(k) + 8) FROM ${table}`)[0]?.[0] ?? 0
  );
}

export function replSetGetStatus({ engine }: Context): Reply {
  return answer({
    set: SET_NAME,
    date: new Date(),
    myState: 1,
    members: [
      {
        _id: 0,
        name: engine.address,
        health: 1,
        state: 1,
        stateStr: 'PRIMARY',
        self: true,
        uptime: Math.floor((Date.now() - engine.startedAt) / 1000),
      },
    ],
  });
}
