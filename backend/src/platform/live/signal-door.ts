import type { ClientEvent } from '@kraken/shared';
import { clientSignals, rates } from '@kraken/shared';
import { signalAccess } from '../../access-table.ts';
import type { SessionVerifier } from '../access/session-verifier.ts';
import { invalidInput } from '../http/invalid-input.ts';
import type { Logs } from '../log/logs.ts';
import { Refusal } from '../refusal.ts';
import type { Acknowledge, LiveSocket } from './live-server.ts';
import type { Signals } from './signals.ts';

/** After this many signals over the rate in one window the socket is closed instead of answered. */
const patience = 200;

/** Everything that one socket says passes here: known name, rate, schema, handler, acknowledgement. */
export class SignalDoor {
  constructor(
    private readonly socket: LiveSocket,
    private readonly signals: Signals,
    private readonly verifier: SessionVerifier,
    private readonly logs: Logs,
  ) {}

  open(): void {
    this.socket.onAny((event: unknown, ...args: unknown[]) => void this.receive(event, args));
    this.socket.on('error', () => this.socket.disconnect(true));
  }

  private async receive(event: unknown, args: unknown[]): Promise<void> {
    const acknowledge = acknowledgementIn(args);
    try {
      if (!this.isInRate()) return;
      if (typeof event !== 'string' || !Object.hasOwn(signalAccess, event))
        throw new Refusal('not-found');
      await this.dispatch(event as ClientEvent, args[0]);
      acknowledge({ ok: true });
    } catch (error) {
      acknowledge(this.refusalOf(error).problem);
    }
  }

  /** False when the socket has been closed for shouting. */
  private isInRate(): boolean {
    const { signals } = this.socket.data;
    const { count, seconds } = rates.socketSignal;
    const now = Date.now();
    if (now >= signals.windowEndsAt) {
      signals.count = 0;
      signals.windowEndsAt = now + seconds * 1000;
    }
    signals.count++;
    if (signals.count <= count) return true;
    if (signals.count <= count + patience) {
      throw new Refusal('rate-limited', {
        retryAfter: Math.max(1, Math.ceil((signals.windowEndsAt - now) / 1000)),
      });
    }
    this.socket.disconnect(true);
    return false;
  }

  private async dispatch(event: ClientEvent, given: unknown): Promise<void> {
    const parsed = clientSignals[event].safeParse(given);
    if (!parsed.success) throw invalidInput(parsed.error.issues);
    if (event === 'session.renew') return this.renew((parsed.data as { token: string }).token);
    const handler = this.signals.handlerOf(event);
    if (!handler) throw new Refusal('not-found');
    // The schema of this very event has made the payload; TypeScript cannot tie the two over a variable name.
    await handler({ ...this.socket.data.identity, socketId: this.socket.id }, parsed.data as never);
  }

  /** A token of the same session keeps the socket; any other is refused. */
  private async renew(token: string): Promise<void> {
    const identity = await this.verifier.verify(token);
    const { userId, sessionId } = this.socket.data.identity;
    if (identity.userId !== userId || identity.sessionId !== sessionId)
      throw new Refusal('unauthenticated');
    this.socket.data.identity = identity;
  }

  private refusalOf(error: unknown): Refusal {
    if (error instanceof Refusal) return error;
    this.logs.fault('socket signal failed', error);
    return new Refusal('internal-error');
  }
}

/** The client may leave the acknowledgement out; then the answer goes nowhere. */
function acknowledgementIn(args: unknown[]): Acknowledge {
  const last = args.at(-1);
  return typeof last === 'function' ? (last as Acknowledge) : () => undefined;
}
