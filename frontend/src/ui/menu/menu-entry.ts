import type { LucideIcon } from 'lucide-react';

export interface MenuItem {
  kind?: 'item';
  id: string;
  label: string;
  icon?: LucideIcon;
  /** Keys as written on the keyboard: "Ctrl E". */
  keys?: string;
  tone?: 'plain' | 'danger';
  /** Shows a tick when true; absent means that the entry is no choice. */
  checked?: boolean;
  /** Why it is not possible now; the entry stays readable. */
  disabledReason?: string | undefined;
  onSelect: () => void;
}

export interface MenuSeparator {
  kind: 'separator';
  id: string;
}

export interface MenuSubmenu {
  kind: 'submenu';
  id: string;
  label: string;
  icon?: LucideIcon;
  entries: readonly MenuEntry[];
}

export type MenuEntry = MenuItem | MenuSeparator | MenuSubmenu;

/** An element, or a point in the window where the pointer was. */
export type MenuAnchor = Element | { x: number; y: number };

export interface MenuRequest {
  anchor: MenuAnchor;
  /** Names the menu for readers. */
  label: string;
  entries: readonly MenuEntry[];
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'left' | 'right';
  onClose?: () => void;
}
