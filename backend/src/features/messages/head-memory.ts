import type { Head } from './messages.repository.ts';

/** How long a memory of the newest numbers is used without a write that proves it. */
const AGE_MS = 5000;

/**
 * What a writer remembers of its channel's newest numbers, so that its first try almost always succeeds. It may be
 * old: the unique indexes refuse what follows from that, and then it is read again.
 */
export class HeadMemory {
  private remembered: { head: Head; provenAt: number } | undefined;

  constructor(private readonly read: () => Promise<Head>) {}

  async get(): Promise<Head> {
    if (this.remembered && performance.now() - this.remembered.provenAt < AGE_MS) {
      return this.remembered.head;
    }
    // Its age counts from before the question.
    const provenAt = performance.now();
    const head = await this.read();
    this.remembered = { head, provenAt };
    return head;
  }

  /** These numbers have just been taken by a write of our own. */
  prove(head: Head): void {
    this.remembered = { head, provenAt: performance.now() };
  }

  forget(): void {
    this.remembered = undefined;
  }
}
