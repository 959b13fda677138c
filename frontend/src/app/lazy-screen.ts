import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { loadTexts } from '../i18n/i18n.ts';

type Screen<Props extends object> = ComponentType<Props>;

export interface LazyScreen<Props extends object> {
  Screen: LazyExoticComponent<Screen<Props>>;
  /** Fetches it before it is needed. */
  preload: () => void;
}

/** A part that loads on its own, its code and its texts at the same time. */
export function lazyScreen<Props extends object>(
  load: () => Promise<Screen<Props>>,
  ...texts: string[]
): LazyScreen<Props> {
  let loading: Promise<{ default: Screen<Props> }> | undefined;
  async function loadBoth() {
    const [component] = await Promise.all([load(), loadTexts(...texts)]);
    return { default: component };
  }
  function start() {
    loading ??= loadBoth().catch((error: unknown) => {
      // A chunk that could not be fetched is asked for again next time.
      loading = undefined;
      throw error;
    });
    return loading;
  }
  return {
    Screen: lazy(start),
    preload: () => {
      start().catch(() => undefined);
    },
  };
}
