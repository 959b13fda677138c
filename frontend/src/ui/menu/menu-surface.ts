import { cx } from '../cx.ts';

/** The floating sheet behind menus and lists of choices. */
export const menuSurface = cx(
  'popup-motion flex max-h-(--available-height) min-w-52 max-w-80 flex-col overflow-y-auto rounded-lg',
  'border border-line bg-float p-1.5 shadow-float outline-none',
);

export const menuRow = cx(
  'flex min-h-8.5 w-full cursor-default items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-left text-sm font-[540]',
  'text-text-1 outline-none select-none touch:min-h-11',
  'data-highlighted:bg-bg-4 data-popup-open:bg-bg-4 data-disabled:text-text-3',
);

export const menuRowDanger = 'text-danger! data-highlighted:bg-danger-tint';
