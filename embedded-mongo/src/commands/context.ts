import type { Document } from '../bson/types.ts';
import { isNumeric, isPlainObject } from '../bson/types.ts';
import { toDouble } from '../bson/numbers.ts';
import type { Engine } from '../engine.ts';
import { CommandError, notSupported } from '../errors.ts';
import { isTruthy } from '../query/expressions.ts';
import type { Collection } from '../storage/catalog.ts';
import type { View, Writer } from '../storage/store.ts';
import type { Command } from '../wire/frames.ts';
import type { Reply } from '../wire/replies.ts';

/** What a command works with. Inside a transaction `view` and `writer` are the transaction's. */
export interface Context {
  readonly engine: Engine;
  readonly command: Command;
  readonly body: Document;
  readonly database: string;
  readonly connection: number;
  readonly view: View;
  readonly writer: Writer;
  /** The session, as bytes, of the open transaction. */
  readonly transaction: string | undefined;
}

export type Handler = (context: Context) => Reply;

/** A command's answer without a cursor. */
export const answer = (fields: Document): Reply => ({ fields: { ...fields, ok: 1 } });

/** The collection's name, which is the command's own value. */
export function collectionName({ command, body, database }: Context): string {
  const name = body[command.name];
  if (typeof name !== 'string') {
    throw new CommandError('InvalidNamespace', `collection name has invalid type ${typeof name}`);
  }
  checkCollectionName(database, name);
  return name;
}

export function checkCollectionName(database: string, name: string): void {
  const isBad =
    name === '' ||
    name.includes('\0') ||
    name.startsWith('.') ||
    name.endsWith('.') ||
    name.includes('$');
  if (isBad || !isDatabaseName(database)) {
    throw new CommandError('InvalidNamespace', `Invalid namespace specified '${database}.${name}'`);
  }
  if (Buffer.byteLength(`${database}.${name}`) > 255) {
    throw new CommandError(
      'InvalidNamespace',
      `Fully qualified namespace is too long. Namespace: ${database}.${name} Max: 255`,
    );
  }
}

function isDatabaseName(name: string): boolean {
  return name.length > 0 && name.length < 64 && !/[/\\. "$\0]/.test(name);
}

export function findCollection(context: Context): Collection | undefined {
  return context.engine.catalog.find(context.database, collectionName(context));
}

/** The collection, or NamespaceNotFound. */
export function existing(context: Context): Collection {
  const collection = findCollection(context);
  if (!collection) {
    throw new CommandError(
      'NamespaceNotFound',
      `ns does not exist: ${context.database}.${collectionName(context)}`,
    );
  }
  return collection;
}

/** The collection, made when it does not exist, as the first write does. */
export function ensureCollection(context: Context): Collection {
  const name = collectionName(context);
  const found = context.engine.catalog.find(context.database, name);
  if (found) return found;
  if (name.startsWith('system.')) {
    throw new CommandError('InvalidNamespace', `cannot write to ${context.database}.${name}`);
  }
  context.engine.group.begin();
  return context.engine.catalog.create(context.database, name, {});
}

/** Checks an optional field's type. */
export function objectField(body: Document, name: string): Document | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!isPlainObject(value)) {
    throw new CommandError(
      'TypeMismatch',
      `BSON field '${name}' is the wrong type, expected type 'object'`,
    );
  }
  return value;
}

export function numberField(body: Document, name: string): number | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!isNumeric(value)) {
    throw new CommandError(
      'TypeMismatch',
      `BSON field '${name}' is the wrong type, expected types '[long, int, decimal, double]'`,
    );
  }
  return toDouble(value);
}

export function arrayField(body: Document, name: string): Document[] {
  const value = body[name];
  if (!Array.isArray(value) || !value.every(isPlainObject)) {
    throw new CommandError('TypeMismatch', `BSON field '${name}' must be an array of objects`);
  }
  return value;
}

export const flag = (body: Document, name: string, otherwise = false): boolean =>
  body[name] === undefined ? otherwise : isTruthy(body[name]);

/** Only the order of bytes is kept in indexes, so that other collations cannot be honoured. */
export function refuseCollation(body: Document): void {
  const collation = body.collation;
  if (
    isPlainObject(collation) &&
    Object.keys(collation).length > 0 &&
    collation.locale !== 'simple'
  ) {
    throw notSupported('collation');
  }
}
