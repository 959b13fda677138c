import { Injectable } from '@nestjs/common';

/** What a feature may add to the message that tells the parent process that Kraken is ready. */
@Injectable()
export class ReadyReport {
  private source: (() => Promise<string | undefined>) | undefined;

  /** Names the function that makes the one-time set-up path, such as `/setup#token=…`, or answers undefined when an owner exists. */
  setupPathFrom(source: () => Promise<string | undefined>): void {
    this.source = source;
  }

  async setupPath(): Promise<string | undefined> {
    return this.source?.();
  }
}
