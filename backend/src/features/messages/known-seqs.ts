/** Channels remembered; beyond it the one least recently learned of is forgotten. */
const REMEMBERED = 20_000;

/**
 * The newest change that this backend knows of, by channel. Another backend may have written more since: what is
 * remembered is never too new, and an answer that names it only makes its reader ask for the rest.
 */
export class KnownSeqs {
  private readonly byChannel = new Map<string, number>();

  get(channelId: string): number | undefined {
    return this.byChannel.get(channelId);
  }

  learn(channelId: string, seq: number): void {
    const known = this.byChannel.get(channelId) ?? 0;
    this.byChannel.delete(channelId);
    this.byChannel.set(channelId, Math.max(known, seq));
    if (this.byChannel.size <= REMEMBERED) return;
    for (const oldest of this.byChannel.keys()) {
      this.byChannel.delete(oldest);
      break;
    }
  }

  forget(channelId: string): void {
    this.byChannel.delete(channelId);
  }
}
