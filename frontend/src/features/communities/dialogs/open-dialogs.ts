import type { Community, CommunitySnapshot } from '@kraken/shared';
import { createElement, lazy } from 'react';
import { openDialog } from '../../../ui/overlay/open-dialog.ts';
import type { AddStep } from './AddCommunityDialog.tsx';

// Dialogs load with their first use: most visits open none.
const AddCommunityDialog = lazy(async () => ({
  default: (await import('./AddCommunityDialog.tsx')).AddCommunityDialog,
}));
const InviteDialog = lazy(async () => ({
  default: (await import('./InviteDialog.tsx')).InviteDialog,
}));
const CommunitySettingsDialog = lazy(async () => ({
  default: (await import('./CommunitySettingsDialog.tsx')).CommunitySettingsDialog,
}));
const DeleteCommunityDialog = lazy(async () => ({
  default: (await import('./DeleteCommunityDialog.tsx')).DeleteCommunityDialog,
}));
const LeaveCommunityDialog = lazy(async () => ({
  default: (await import('./DeleteCommunityDialog.tsx')).LeaveCommunityDialog,
}));

type Named = Pick<Community, 'id' | 'name'>;

/** The way to another community. */
export function openAddCommunity(step: AddStep): void {
  openDialog((props) => createElement(AddCommunityDialog, { ...props, step }));
}

export function openInvite({ id: communityId, name }: Named): void {
  openDialog((props) => createElement(InviteDialog, { ...props, communityId, name }));
}

export function openCommunitySettings(community: CommunitySnapshot, isOwner: boolean): void {
  openDialog((props) => createElement(CommunitySettingsDialog, { ...props, community, isOwner }));
}

export function openDeleteCommunity(community: Named): void {
  openDialog((props) => createElement(DeleteCommunityDialog, { ...props, community }));
}

export function openLeaveCommunity(community: Named): void {
  openDialog((props) => createElement(LeaveCommunityDialog, { ...props, community }));
}
