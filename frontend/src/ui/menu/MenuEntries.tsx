import { Menu } from '@base-ui/react/menu';
import { Check, ChevronRight } from 'lucide-react';
import { cx } from '../cx.ts';
import { Kbd } from '../Kbd.tsx';
import type { MenuEntry, MenuItem, MenuSubmenu } from './menu-entry.ts';
import { menuRow, menuRowDanger, menuSurface } from './menu-surface.ts';

function Item({ item }: { item: MenuItem }) {
  const Icon = item.icon;
  return (
    <Menu.Item
      disabled={item.disabledReason !== undefined}
      onClick={item.onSelect}
      {...(item.checked !== undefined && {
        role: 'menuitemcheckbox',
        'aria-checked': item.checked,
      })}
      className={cx(menuRow, item.tone === 'danger' && menuRowDanger)}
    >
      {Icon && <Icon size={18} strokeWidth={1.9} aria-hidden className="shrink-0 opacity-80" />}
      <span className="flex-1">
        {item.label}
        {item.disabledReason && <span className="block text-xs">{item.disabledReason}</span>}
      </span>
      {item.keys && <Kbd keys={item.keys} />}
      {item.checked && <Check size={16} strokeWidth={2.2} aria-hidden className="text-accent" />}
    </Menu.Item>
  );
}

function Submenu({ submenu }: { submenu: MenuSubmenu }) {
  const Icon = submenu.icon;
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={menuRow}>
        {Icon && <Icon size={18} strokeWidth={1.9} aria-hidden className="shrink-0 opacity-80" />}
        <span className="flex-1">{submenu.label}</span>
        <ChevronRight size={16} aria-hidden className="text-text-3" />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} collisionPadding={8} className="z-50 outline-none">
          <Menu.Popup className={menuSurface}>
            <MenuEntries entries={submenu.entries} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}

export function MenuEntries({ entries }: { entries: readonly MenuEntry[] }) {
  return entries.map((entry) => {
    if (entry.kind === 'separator') {
      return <Menu.Separator key={entry.id} className="mx-1 my-1.5 h-px bg-line" />;
    }
    if (entry.kind === 'submenu') return <Submenu key={entry.id} submenu={entry} />;
    return <Item key={entry.id} item={entry} />;
  });
}
