/** What was being written, per account and channel, kept on this device. */
export class Drafts {
  readonly #storage: Storage;
  readonly #prefix: string;

  constructor(storage: Storage, userId: string) {
    this.#storage = storage;
    this.#prefix = `kraken.draft.${userId}.`;
  }

  read(channelId: string): string {
    return this.#storage.getItem(this.#prefix + channelId) ?? '';
  }

  write(channelId: string, text: string): void {
    const key = this.#prefix + channelId;
    try {
      if (text.trim() === '') this.#storage.removeItem(key);
      else this.#storage.setItem(key, text);
    } catch {
      // A full or forbidden storage: the text stays in the box, only a reload would lose it.
    }
  }

  /** Channels with something unsent. */
  channels(): string[] {
    return Object.keys(this.#storage)
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => key.slice(this.#prefix.length));
  }
}
