import type { Channel, Message } from '@kraken/shared';
import { useQueryClient } from '@tanstack/react-query';
import { createElement, lazy, useEffect, useMemo, useRef } from 'react';
import { copyText } from '../../ui/copy-text.ts';
import { openDialog } from '../../ui/overlay/open-dialog.ts';
import { channelPath } from '../channels/paths.ts';
import { useCan } from '../communities/communities.queries.ts';
import { deleteMessage, edit, react } from './messages.actions.ts';
import type { MessageActions } from './row/message-actions.ts';

const DeleteMessageDialog = lazy(async () => ({
  default: (await import('./row/DeleteMessageDialog.tsx')).DeleteMessageDialog,
}));

interface ChannelActionOptions {
  channel: Channel;
  readerId: string;
  setEditingId: (messageId: string | null) => void;
  setBack: (n: number) => void;
}

/** What can be done with the messages of a channel; the same object until a right changes. */
export function useChannelActions(options: ChannelActionOptions): MessageActions {
  const { channel, readerId } = options;
  const client = useQueryClient();
  const canReact = useCan(channel.communityId, 'message.react');
  const canManage = useCan(channel.communityId, 'message.manage');
  const canEdit = useCan(channel.communityId, 'message.send');
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  return useMemo(() => {
    const stopEdit = (): void => {
      latest.current.setEditingId(null);
      // Whoever edited goes on writing.
      document.querySelector<HTMLElement>('[data-main-box]')?.focus();
    };
    return {
      readerId,
      canReact,
      canManage,
      canEdit,
      react: (message, emoji, on) => void react(client, message, { emoji, on }),
      startEdit: (message) => latest.current.setEditingId(message.id),
      stopEdit,
      edit: (message, content) => void edit(client, message, content),
      remove: (message, isSure) => {
        if (isSure) void deleteMessage(client, message);
        else openDialog((props) => createElement(DeleteMessageDialog, { ...props, message }));
      },
      markUnread: (message) => latest.current.setBack(message.n - 1),
      copyLink: (message: Message) => {
        const path = channelPath(channel.communityId, channel.id, message.id);
        void copyText(new URL(path, location.href).href);
      },
    };
  }, [client, channel.communityId, channel.id, readerId, canReact, canManage, canEdit]);
}
