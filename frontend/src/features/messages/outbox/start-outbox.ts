import type { Home, Message } from '@kraken/shared';
import { notifyManager, type QueryClient } from '@tanstack/react-query';
import { messageSend } from '../../../api-client/sdk.gen.ts';
import { ApiProblem } from '../../../platform/api/api-problem.ts';
import { line } from '../../../socket-hub/connection-state.ts';
import { countMessage } from '../../home/home-updates.ts';
import { homeKeys } from '../../home/home-keys.ts';
import { messageKeys } from '../cache/message-keys.ts';
import type { MessageWindow } from '../cache/message-window.ts';
import { putAnswer } from '../cache/window-updates.ts';
import { markupRights } from '../markup-rights.ts';
import { newNonce } from './new-nonce.ts';
import { Outbox, refusalOf } from './outbox.ts';
import { outboxKeys, type OutboxItem } from './outbox-item.ts';
import { OutboxStore } from './outbox-store.ts';

/** A send that has no answer after this long is repeated; its nonce keeps it from being stored twice. */
const ANSWER_MS = 20_000;

let current: Outbox | null = null;

/** The outbox of the person who is signed in. */
export function outbox(): Outbox {
  if (!current) throw new Error('There is no outbox before somebody is signed in');
  return current;
}

/** Opens the outbox of an account: loads what was left, keeps it written down, sends when the line is up. */
export function startOutbox(client: QueryClient, userId: string): () => void {
  const store = new OutboxStore(userId);
  const sleep = new Sleep();
  const read = () => client.getQueryData<readonly OutboxItem[]>(outboxKeys.all) ?? [];
  const box = new Outbox({
    send,
    read,
    write: (items) => client.setQueryData(outboxKeys.all, items),
    settle: (item, message) => settle(client, item, message),
    newNonce,
    markupRights: (channelId) => markupRights(client, channelId),
    now: () => new Date(),
    wait: (ms) => sleep.for(ms),
    wake: () => sleep.wake(),
  });
  current = box;

  let written = read();
  // The whole cache is watched because others take items out too: the event of an own message does.
  const stopSaving = client.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] !== outboxKeys.all[0]) return;
    const now = read();
    if (now === written) return;
    store.save(written, now);
    written = now;
  });
  const stopListening = line.subscribe(() => {
    if (line.status === 'online') box.resume();
  });
  void load(client, store, box);

  return () => {
    stopSaving();
    stopListening();
    box.close();
    if (current === box) current = null;
  };
}

async function load(client: QueryClient, store: OutboxStore, box: Outbox): Promise<void> {
  const left = await store.load();
  if (left.length === 0) return;
  client.setQueryData<readonly OutboxItem[]>(outboxKeys.all, (items = []) => {
    const known = new Set(items.map(({ nonce }) => nonce));
    return [...left.filter(({ nonce }) => !known.has(nonce)), ...items];
  });
  box.resume();
}

async function send({ channelId, nonce, content }: OutboxItem): Promise<Message> {
  try {
    const { data } = await messageSend({
      path: { channelId },
      body: { nonce, content },
      signal: AbortSignal.timeout(ANSWER_MS),
      throwOnError: true,
    });
    return data;
  } catch (error) {
    const refusal = error instanceof ApiProblem ? refusalOf(error.problem) : null;
    throw refusal ?? error;
  }
}

/** Swaps the item for the stored message in one paint. */
function settle(client: QueryClient, item: OutboxItem, message: Message): void {
  notifyManager.batch(() => {
    const stored = { ...message, nonce: item.nonce };
    client.setQueryData<MessageWindow>(
      messageKeys.window(item.channelId),
      (window) => window && putAnswer(window, stored),
    );
    client.setQueryData<Home>(homeKeys.all, (home) => home && countMessage(home, stored));
    client.setQueryData<readonly OutboxItem[]>(outboxKeys.all, (items = []) =>
      items.filter(({ nonce }) => nonce !== item.nonce),
    );
  });
}

/** Waits that can be cut short together. */
class Sleep {
  readonly #sleepers = new Set<() => void>();

  for(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#sleepers.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#sleepers.add(end);
    });
  }

  wake(): void {
    for (const end of this.#sleepers) end();
  }
}
