import type { ReactElement } from 'react';
import { createSignal } from '../signal.ts';

/** What a dialog needs to be one that was opened from anywhere. */
export interface OpenedDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onClosed: () => void;
}

export type DialogRequest = (props: OpenedDialogProps) => ReactElement;

export const openedDialog = createSignal<DialogRequest | null>(null);

/** Opens a dialog from a menu or a key; spread the given props on it. One is open at a time. */
export function openDialog(request: DialogRequest): void {
  openedDialog.set(request);
}
