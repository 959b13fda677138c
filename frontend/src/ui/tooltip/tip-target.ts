export type TipSide = 'top' | 'bottom' | 'left' | 'right';

export interface Tip {
  anchor: Element;
  text: string;
  keys: string | undefined;
  side: TipSide;
}

const SIDES: readonly string[] = ['top', 'bottom', 'left', 'right'];

/** What an element with `data-tip` wants to say; nothing while its own menu or panel is open. */
export function tipOf(target: EventTarget | null): Tip | null {
  if (!(target instanceof Element)) return null;
  const anchor = target.closest('[data-tip]');
  const text = anchor?.getAttribute('data-tip');
  if (!anchor || !text || anchor.getAttribute('aria-expanded') === 'true') return null;
  const side = anchor.getAttribute('data-tip-side') ?? 'top';
  return {
    anchor,
    text,
    keys: anchor.getAttribute('data-tip-keys') ?? undefined,
    side: SIDES.includes(side) ? (side as TipSide) : 'top',
  };
}
