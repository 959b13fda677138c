type Listener = (message: unknown) => void;

/** Who hears which topic on this backend. */
export class Listeners {
  private readonly byTopic = new Map<string, Set<Listener>>();

  add(name: string, listener: Listener): () => void {
    let listeners = this.byTopic.get(name);
    if (!listeners) this.byTopic.set(name, (listeners = new Set()));
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  tell(name: string, message: unknown): void {
    for (const listener of this.byTopic.get(name) ?? []) listener(message);
  }
}
