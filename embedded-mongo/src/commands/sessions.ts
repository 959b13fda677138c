import { Binary, UUID } from 'bson';
import { binaryBytes } from '../bson/compare.ts';
import type { Document } from '../bson/types.ts';
import { isNumeric, isPlainObject } from '../bson/types.ts';
import { toDouble } from '../bson/numbers.ts';
import { CommandError } from '../errors.ts';
import type { Reply } from '../wire/replies.ts';
import { tick } from '../wire/replies.ts';
import type { Context } from './context.ts';
import { answer } from './context.ts';

export function startSession(): Reply {
  return answer({ id: { id: new Binary(new UUID().buffer, 4) }, timeoutMinutes: 30 });
}

/** The session a command belongs to, as bytes. */
export function sessionOf(body: Document): Buffer | undefined {
  return sessionId(body.lsid);
}

function sessionId(session: unknown): Buffer | undefined {
  const id = isPlainObject(session) ? session.id : undefined;
  return id instanceof Binary ? Buffer.from(binaryBytes(id)) : undefined;
}

/** Ends sessions, which hold nothing but their transaction. */
export function endSessions({ body, command, engine }: Context): Reply {
  const sessions = body[command.name];
  for (const session of Array.isArray(sessions) ? sessions : []) {
    const key = sessionId(session)?.toString('latin1');
    const transaction = key === undefined ? undefined : engine.transactions.find(key);
    if (transaction) engine.transactions.abort(transaction);
  }
  return answer({});
}

export const refreshSessions = (): Reply => answer({});

export function noSuchTransaction(number: number): CommandError {
  return new CommandError(
    'NoSuchTransaction',
    `Given transaction number ${number} does not match any in-progress transactions.`,
    { labels: ['TransientTransactionError'] },
  );
}

function given({ body }: Context): { session: Buffer; number: number } {
  const session = sessionOf(body);
  if (!session || !isNumeric(body.txnNumber) || body.autocommit !== false) {
    throw new CommandError(
      'InvalidOptions',
      'Transaction commands need lsid, txnNumber and autocommit: false',
    );
  }
  return { session, number: toDouble(body.txnNumber) };
}

export function commitTransaction(context: Context): Reply {
  const { engine } = context;
  const { session, number } = given(context);
  const transaction = engine.transactions.find(session.toString('latin1'));
  if (transaction?.number === number) {
    engine.transactions.commit(transaction);
    tick();
    engine.group.begin();
    const reply = answer({});
    // A repeat of the commit must succeed, after a restart too.
    engine.retries.store(session, number, reply.fields);
    return reply;
  }
  const known = engine.retries.find(session, number);
  if (known) return { fields: known };
  throw noSuchTransaction(number);
}

export function abortTransaction(context: Context): Reply {
  const { engine } = context;
  const { session, number } = given(context);
  const transaction = engine.transactions.find(session.toString('latin1'));
  if (transaction?.number !== number) throw noSuchTransaction(number);
  engine.transactions.abort(transaction);
  return answer({});
}
