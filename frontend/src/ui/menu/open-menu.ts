import { createSignal } from '../signal.ts';
import type { MenuRequest } from './menu-entry.ts';

export const openedMenu = createSignal<MenuRequest | null>(null);

/** Opens a menu at an element or point; on a phone it becomes a sheet from below. One is open at a time. */
export function openMenu(request: MenuRequest): void {
  openedMenu.set(request);
}
