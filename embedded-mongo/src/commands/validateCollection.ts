import { decode } from '../bson/decode.ts';
import { validateBytes } from '../bson/documents.ts';
import type { Collection, Index } from '../storage/catalog.ts';
import { keysOf } from '../storage/indexKeys.ts';
import type { Reply } from '../wire/replies.ts';
import type { Context } from './context.ts';
import { answer, existing } from './context.ts';

const CHUNK = 500;

/** Compares every index with what the documents say must be in it, both ways. */
export function validateCollection(context: Context): Reply {
  const collection = existing(context);
  const errors = checkDocuments(context, collection);
  const keysPerIndex: Record<string, number> = {};
  for (const index of collection.indexes) {
    const stored = context.engine.store.countIndex(index, {}) ?? 0;
    keysPerIndex[index.name] = stored;
    const expected = errors.expected.get(index) ?? 0;
    if (stored !== expected) {
      errors.messages.push(
        `index ${index.name} has ${stored} keys, its documents make ${expected}`,
      );
    }
  }
  const [integrity] = context.engine.connection.all<[string]>('PRAGMA quick_check(1)');
  if (integrity?.[0] !== 'ok') errors.messages.push(`the file is damaged: ${integrity?.[0]}`);
  if (errors.documents !== collection.count) {
    errors.messages.push(`${errors.documents} documents, ${collection.count} counted`);
  }
  return answer({
    ns: collection.namespace,
    nrecords: errors.documents,
    nIndexes: collection.indexes.length,
    keysPerIndex,
    valid: errors.messages.length === 0,
    warnings: [],
    errors: errors.messages,
  });
}

interface Findings {
  documents: number;
  readonly expected: Map<Index, number>;
  readonly messages: string[];
}

function checkDocuments({ engine }: Context, collection: Collection): Findings {
  const findings: Findings = { documents: 0, expected: new Map(), messages: [] };
  for (let after = -1, more = true; more;) {
    const rows = engine.store.scanRows(collection, { descending: false, limit: CHUNK, after });
    for (const { row, bytes } of rows) {
      after = row;
      findings.documents++;
      validateBytes(bytes);
      const document = decode(bytes);
      for (const index of collection.indexes) {
        const { keys } = keysOf(index, document);
        findings.expected.set(index, (findings.expected.get(index) ?? 0) + keys.length);
        for (const key of keys) {
          // oxlint-disable-next-line max-depth -- chunk, row, value: one loop each
          if (!engine.store.hasKey(index, key, row)) {
            findings.messages.push(
              `index ${index.name} lacks a key of document ${String(document._id)}`,
            );
          }
        }
      }
    }
    more = rows.length === CHUNK;
  }
  return findings;
}
