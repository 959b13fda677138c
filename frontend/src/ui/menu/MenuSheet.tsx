import { useState } from 'react';
import { Check } from 'lucide-react';
import { cx } from '../cx.ts';
import { BottomSheet } from '../overlay/BottomSheet.tsx';
import type { MenuEntry, MenuItem, MenuRequest } from './menu-entry.ts';

/** A sheet has room for one level: what a submenu holds stands below its name. */
function flatten(entries: readonly MenuEntry[]): MenuEntry[] {
  return entries.flatMap((entry) =>
    entry.kind === 'submenu'
      ? [{ kind: 'separator', id: entry.id } as const, ...flatten(entry.entries)]
      : [entry],
  );
}

function Row({ item, onDone }: { item: MenuItem; onDone: () => void }) {
  const Icon = item.icon;
  return (
    <button
      type="button"
      disabled={item.disabledReason !== undefined}
      className={cx(
        'flex min-h-12 w-full items-center gap-3.5 rounded-md px-3 text-left text-base font-[540] active:bg-bg-4',
        item.tone === 'danger' ? 'text-danger' : 'text-text-1',
        'disabled:text-text-3',
      )}
      onClick={() => {
        onDone();
        item.onSelect();
      }}
    >
      {Icon && <Icon size={20} strokeWidth={1.9} aria-hidden className="opacity-80" />}
      <span className="flex-1">
        {item.label}
        {item.disabledReason && <span className="block text-xs">{item.disabledReason}</span>}
      </span>
      {item.checked && <Check size={18} aria-hidden className="text-accent" />}
    </button>
  );
}

/** The same entries as in a menu, for a thumb. */
export function MenuSheet({ request, onClosed }: { request: MenuRequest; onClosed: () => void }) {
  const [open, setOpen] = useState(true);
  return (
    <BottomSheet title={request.label} open={open} onOpenChange={setOpen} onClosed={onClosed}>
      {flatten(request.entries).map((entry) =>
        entry.kind === 'separator' || entry.kind === 'submenu' ? (
          <div key={entry.id} className="mx-3 my-1.5 h-px bg-line" />
        ) : (
          <Row key={entry.id} item={entry} onDone={() => setOpen(false)} />
        ),
      )}
    </BottomSheet>
  );
}
