import type { Channel } from '@kraken/shared';
import { createElement, lazy } from 'react';
import { openDialog } from '../../../ui/overlay/open-dialog.ts';

// Dialogs load with their first use: most visits open none.
const CreateChannelDialog = lazy(async () => ({
  default: (await import('./CreateChannelDialog.tsx')).CreateChannelDialog,
}));
const CreateCategoryDialog = lazy(async () => ({
  default: (await import('./CreateCategoryDialog.tsx')).CreateCategoryDialog,
}));
const EditChannelDialog = lazy(async () => ({
  default: (await import('./EditChannelDialog.tsx')).EditChannelDialog,
}));
const DeleteChannelDialog = lazy(async () => ({
  default: (await import('./DeleteChannelDialog.tsx')).DeleteChannelDialog,
}));

/** `parentId` is the category it is meant for; null for none. */
export function openCreateChannel(communityId: string, parentId: string | null): void {
  openDialog((props) => createElement(CreateChannelDialog, { ...props, communityId, parentId }));
}

export function openCreateCategory(communityId: string): void {
  openDialog((props) => createElement(CreateCategoryDialog, { ...props, communityId }));
}

export function openEditChannel(channel: Channel): void {
  openDialog((props) => createElement(EditChannelDialog, { ...props, channel }));
}

export function openDeleteChannel(channel: Channel): void {
  openDialog((props) => createElement(DeleteChannelDialog, { ...props, channel }));
}
