import type { Document } from './bson/types.ts';
import { isNumeric, isPlainObject } from './bson/types.ts';
import { binaryBytes } from './bson/compare.ts';
import { toDouble } from './bson/numbers.ts';
import { Binary } from 'bson';
import type { Context } from './commands/context.ts';
import type { CommandKind } from './commands/table.ts';
import { COMMANDS } from './commands/table.ts';
import type { Engine } from './engine.ts';
import { CommandError } from './errors.ts';
import type { Command } from './wire/frames.ts';
import type { Reply } from './wire/replies.ts';

/** Carries out one command and answers it; refusals are thrown. */
export function dispatch(engine: Engine, command: Command, connection: number): Reply {
  const kind = COMMANDS.get(command.name);
  if (!kind) throw new CommandError('CommandNotFound', `no such command: '${command.name}'`);
  const context: Context = {
    engine,
    command,
    body: command.body,
    database: command.database,
    connection,
    view: engine.store,
    writer: engine.store,
    transaction: undefined,
  };
  const session = sessionOf(command.body);
  const number = command.body.txnNumber;
  if (kind.isRetryable && session && isNumeric(number)) {
    return runOnce(context, kind, session, toDouble(number));
  }
  return kind.run(context);
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

function sessionOf(body: Document): Buffer | undefined {
  const id = isPlainObject(body.lsid) ? body.lsid.id : undefined;
  return id instanceof Binary ? Buffer.from(binaryBytes(id)) : undefined;
}
