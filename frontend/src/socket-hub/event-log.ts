/**
 * A fetch that was under way while events came may answer with a state from before them. Whoever
 * fetches a thing that events keep true opens a `Recording` first and replays it on the answer:
 * handlers are idempotent, so events that the answer already contains do no harm.
 */
export interface Recording {
  /** Applies every event since the recording began once more, in order, and ends it. */
  replay(): void;
  /** Ends it without effect. */
  discard(): void;
}

type Effect = () => void;

/** Remembers what was applied, but only while somebody records. */
export class EventLog {
  readonly #recordings = new Set<Effect[]>();

  /** Runs an event's effect and notes it for all open recordings. */
  apply(effect: Effect): void {
    for (const effects of this.#recordings) effects.push(effect);
    effect();
  }

  record(): Recording {
    const effects: Effect[] = [];
    this.#recordings.add(effects);
    const end = (): void => {
      this.#recordings.delete(effects);
    };
    return {
      replay: () => {
        end();
        for (const effect of effects) effect();
      },
      discard: end,
    };
  }
}

const logs = new WeakMap<object, EventLog>();

/** The log of one query client: one per signed-in page, several side by side in tests. */
export function eventLogOf(client: object): EventLog {
  let log = logs.get(client);
  if (!log) logs.set(client, (log = new EventLog()));
  return log;
}
