/* oxlint-disable kraken/max-params -- called for every value or row: an object each time would cost more than the work */
import { encodeValue } from '../bson/keys.ts';
import type { Engine } from '../engine.ts';
import type { Collection, Index } from './catalog.ts';
import type { KeyRange } from './store.ts';

/** Documents removed before other work gets its turn. */
const CHUNK = 200;

/** What of a TTL index lies in the past: dates only, whatever else the field may hold. */
function expired(index: Index, seconds: number): KeyRange {
  const descending = index.descending[0] === true;
  const limit = encodeValue(new Date(Date.now() - seconds * 1000), descending);
  const least = encodeValue(new Date(NaN), descending);
  return descending ? { lower: limit, upper: undefined } : { lower: least, upper: limit };
}

/** Removes what has expired, up to a chunk per index; answers whether there may be more. */
export function removeExpired(engine: Engine): boolean {
  let hasMore = false;
  for (const collection of engine.catalog.list()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds === undefined) continue;
      hasMore = sweepIndex(engine, collection, index, index.expireAfterSeconds) || hasMore;
    }
  }
  return hasMore;
}

function sweepIndex(
  engine: Engine,
  collection: Collection,
  index: Index,
  seconds: number,
): boolean {
  const range = expired(index, seconds);
  const entries = engine.store.scanIndex(collection, index, range, {
    descending: false,
    limit: CHUNK,
  });
  const rows = new Map(entries.map(({ row, bytes }) => [row, bytes]));
  for (const [row, bytes] of rows) engine.store.remove(collection, row, bytes);
  return entries.length === CHUNK;
}
