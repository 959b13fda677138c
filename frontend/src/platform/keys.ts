/** Whether the main modifier is ⌘. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const MAC_NAMES: Record<string, string> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' };

/** "Ctrl Shift M" as this machine's keyboard writes it. */
export function keysOf(keys: string): string {
  if (!isMac) return keys;
  return keys
    .split(' ')
    .map((key) => MAC_NAMES[key] ?? key)
    .join(' ');
}

export interface Shortcut {
  /** `KeyboardEvent.key`, lower case. */
  key: string;
  ctrl?: boolean;
  shift?: boolean;
  alt?: boolean;
}

/** Whether this press is that shortcut; ⌘ counts as Ctrl on a Mac. */
export function matches(event: KeyboardEvent, shortcut: Shortcut): boolean {
  const main = isMac ? event.metaKey : event.ctrlKey;
  return (
    event.key.toLowerCase() === shortcut.key &&
    main === (shortcut.ctrl ?? false) &&
    event.altKey === (shortcut.alt ?? false) &&
    // "?" and "/" need Shift on some layouts: the sign itself counts there.
    (event.shiftKey === (shortcut.shift ?? false) || !/[a-z0-9]/.test(shortcut.key))
  );
}
