/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import { isNumeric, isPlainObject } from './bson/types.ts';
import { toDouble } from './bson/numbers.ts';
import type { Context } from './commands/context.ts';
import { noSuchTransaction, sessionOf } from './commands/sessions.ts';
import type { CommandKind } from './commands/table.ts';
import { COMMANDS } from './commands/table.ts';
import type { Engine } from './engine.ts';
import { CommandError, isStorageFailure, storageError } from './errors.ts';
import type { Transaction } from './sessions/transaction.ts';
import { BlockedError } from './sessions/transactions.ts';
import type { Command } from './wire/frames.ts';
import type { Reply } from './wire/replies.ts';

const ENDINGS = new Set(['commitTransaction', 'abortTransaction']);

/** Carries out one command and answers it; refusals are thrown, and BlockedError when it must be tried again. */
export function dispatch(engine: Engine, command: Command, connection: number): Reply {
  try {
    return carryOut(engine, command, connection);
  } catch (error) {
    if (!isStorageFailure(error)) throw error;
    engine.group.abandon(error);
    throw storageError(error);
  }
}

function carryOut(engine: Engine, command: Command, connection: number): Reply {
  const { body, database, name } = command;
  const kind = COMMANDS.get(name);
  if (!kind) throw new CommandError('CommandNotFound', `no such command: '${name}'`);
  if (database === '') throw new CommandError('InvalidNamespace', "Invalid database name: ''");
  const context = {
    engine,
    command,
    body,
    database,
    connection,
    view: engine.store,
    writer: engine.store,
    transaction: undefined,
  };
  const session = sessionOf(body);
  const number = isNumeric(body.txnNumber) ? toDouble(body.txnNumber) : undefined;
  if (session && number !== undefined && body.autocommit === false && !ENDINGS.has(name)) {
    return runInTransaction(context, kind, session.toString('latin1'), number);
  }
  const run =
    session && number !== undefined && kind.isRetryable
      ? () => runOnce(context, kind, session, number)
      : () => kind.run(context);
  return engine.transactions.size > 0 && kind.isRetryable ? runUndoable(engine, run) : run();
}

/** A retryable write: done once, however often it is asked for. */
function runOnce(context: Context, kind: CommandKind, session: Buffer, number: number): Reply {
  const { engine } = context;
  const known = engine.retries.find(session, number);
  if (known) return { fields: known };
  const reply = kind.run(context);
  engine.group.begin();
  engine.retries.store(session, number, reply.fields);
  return reply;
}

/** A write that may meet an open transaction half way: nothing of it remains when it has to wait. */
function runUndoable(engine: Engine, run: () => Reply): Reply {
  engine.group.begin();
  const undo = engine.catalog.remember();
  engine.connection.db.exec('SAVEPOINT write');
  try {
    const reply = run();
    engine.connection.db.exec('RELEASE write');
    return reply;
  } catch (error) {
    if (isStorageFailure(error)) throw error;
    if (error instanceof BlockedError) {
      engine.connection.db.exec('ROLLBACK TO write; RELEASE write');
      undo();
    } else {
      engine.connection.db.exec('RELEASE write');
    }
    throw error;
  }
}

function runInTransaction(
  context: Context,
  kind: CommandKind,
  session: string,
  number: number,
): Reply {
  const { body, command, connection, engine } = context;
  if (!kind.inTransaction) {
    throw new CommandError(
      'OperationNotSupportedInTransaction',
      `Cannot run '${command.name}' in a multi-document transaction.`,
    );
  }
  const transaction =
    body.startTransaction === true
      ? begin(context, session, number)
      : engine.transactions.find(session);
  if (transaction?.number !== number) throw noSuchTransaction(number);
  transaction.connection = connection;
  try {
    return kind.run({ ...context, view: transaction, writer: transaction, transaction: session });
  } catch (error) {
    // MongoDB ends a transaction at its first refusal.
    engine.transactions.abort(transaction);
    throw error;
  }
}

function begin(
  { body, connection, engine }: Context,
  session: string,
  number: number,
): Transaction {
  const before = engine.transactions.find(session);
  if (before && before.number >= number) {
    throw new CommandError(
      'ConflictingOperationInProgress',
      `Only servers in a sharded cluster can start a new transaction at the active transaction number ${number}`,
    );
  }
  if (before) engine.transactions.abort(before);
  const level = isPlainObject(body.readConcern) ? body.readConcern.level : undefined;
  // oxlint-disable-next-line typescript/no-base-to-string -- shown to a person only
  if (level !== undefined && !['local', 'majority', 'snapshot'].includes(String(level))) {
    throw new CommandError(
      'InvalidOptions',
      // oxlint-disable-next-line typescript/no-base-to-string -- shown to a person only
      `The readConcern level '${String(level)}' is not supported in a transaction`,
    );
  }
  engine.cursors.closeWhere((cursor) => cursor.owner === session);
  return engine.transactions.begin(session, number, connection);
}
