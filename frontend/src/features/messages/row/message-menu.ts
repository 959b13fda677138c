import type { Message } from '@kraken/shared';
import type { TFunction } from 'i18next';
import { Copy, Hash, Link, MailOpen, Pencil, SmilePlus, Trash2 } from 'lucide-react';
import type { MenuEntry } from '../../../ui/menu/menu-entry.ts';
import { copyText } from '../../../ui/copy-text.ts';
import type { MessageActions } from './message-actions.ts';
import { openEmojiPicker } from '../emoji/open-emoji-picker.ts';

interface MenuContext {
  message: Message;
  actions: MessageActions;
  t: TFunction<'chat'>;
  /** Where a picker that the menu opens stands. */
  anchor: HTMLElement;
}

/** Everything that can be done with a message, in the order of how often it is. */
export function messageMenu({ message, actions, t, anchor }: MenuContext): MenuEntry[] {
  const isMine = message.authorId === actions.readerId;
  const entries: (MenuEntry | false)[] = [
    actions.canReact && {
      id: 'react',
      label: t('reaction.add'),
      icon: SmilePlus,
      onSelect: () =>
        openEmojiPicker({ anchor, onPick: (emoji) => actions.react(message, emoji, true) }),
    },
    isMine &&
      actions.canEdit && {
        id: 'edit',
        label: t('message.edit'),
        icon: Pencil,
        keys: 'E',
        onSelect: () => actions.startEdit(message),
      },
    {
      id: 'copy',
      label: t('message.copyText'),
      icon: Copy,
      onSelect: () => void copyText(message.content),
    },
    {
      id: 'link',
      label: t('message.copyLink'),
      icon: Link,
      onSelect: () => actions.copyLink(message),
    },
    {
      id: 'unread',
      label: t('message.markUnread'),
      icon: MailOpen,
      onSelect: () => actions.markUnread(message),
    },
    {
      id: 'id',
      label: t('copyId'),
      icon: Hash,
      onSelect: () => void copyText(message.id),
    },
    (isMine || actions.canManage) && { kind: 'separator', id: 'before-delete' },
    (isMine || actions.canManage) && {
      id: 'delete',
      label: t('message.delete'),
      icon: Trash2,
      tone: 'danger',
      onSelect: () => actions.remove(message, false),
    },
  ];
  return entries.filter((entry) => entry !== false);
}
