interface Entry<V> {
  value: Promise<V | null>;
  loadedAt: number;
}

/**
 * Remembers what was loaded by key, as the promise of it: callers at the same moment share one load, and `drop`
 * during a load makes the next caller load again. Absence is not remembered. The oldest of more than `max` entries
 * are forgotten; an entry older than `maxAgeMs` is loaded again, the bound on what a lost notice can cost.
 */
export class LoadCache<V> {
  private readonly entries = new Map<string, Entry<V>>();

  constructor(
    private readonly options: { max: number; maxAgeMs: number; now?: () => number },
    private readonly load: (key: string) => Promise<V | null>,
  ) {}

  get(key: string): Promise<V | null> {
    const known = this.entries.get(key);
    if (known !== undefined && this.now() - known.loadedAt < this.options.maxAgeMs) {
      return known.value;
    }
    const entry: Entry<V> = { value: this.load(key), loadedAt: this.now() };
    this.entries.delete(key);
    this.entries.set(key, entry);
    this.forgetIfAbsent(key, entry);
    this.forgetOldest();
    return entry.value;
  }

  drop(key: string): void {
    this.entries.delete(key);
  }

  private forgetIfAbsent(key: string, entry: Entry<V>): void {
    const forget = () => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    };
    entry.value.then((value) => {
      if (value === null) forget();
    }, forget);
  }

  private forgetOldest(): void {
    for (const key of this.entries.keys()) {
      if (this.entries.size <= this.options.max) return;
      this.entries.delete(key);
    }
  }

  private now(): number {
    return this.options.now?.() ?? performance.now();
  }
}
