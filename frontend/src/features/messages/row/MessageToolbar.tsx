import type { Message } from '@kraken/shared';
import { Ellipsis, Hash, Pencil, SmilePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/button/IconButton.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { MenuButton } from '../../../ui/menu/MenuButton.tsx';
import { openEmojiPicker } from '../emoji/open-emoji-picker.ts';
import { quickEmoji } from '../emoji/recent-emoji.ts';
import { useShiftHeld } from '../../../ui/useShiftHeld.ts';
import { useMessageActions } from './message-actions.ts';
import { messageMenu } from './message-menu.ts';

const icon = { size: 18, strokeWidth: 1.9, 'aria-hidden': true } as const;

/** Floats over the corner of the message under the pointer. Shift shows what is usually asked about. */
export function MessageToolbar({ message }: { message: Message }) {
  const { t } = useTranslation('chat');
  const actions = useMessageActions();
  const isShiftHeld = useShiftHeld();
  const isMine = message.authorId === actions.readerId;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const canDelete = isMine || actions.canManage;
  return (
    <div
      ref={setAnchor}
      role="toolbar"
      aria-label={t('message.actions')}
      className="absolute -top-4 right-5 z-10 flex items-center gap-0.5 rounded-md border border-line bg-float p-0.5 shadow-float max-md:hidden"
    >
      {actions.canReact && (
        <>
          {quickEmoji().map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-label={t('reaction.with', { emoji })}
              data-tip={t('reaction.with', { emoji })}
              onClick={() => actions.react(message, emoji, true)}
              className="grid size-8 place-items-center rounded-sm font-emoji text-lg hover:bg-bg-4"
            >
              {emoji}
            </button>
          ))}
          <span className="mx-0.5 h-5 w-px bg-line" />
          <IconButton
            size="sm"
            className="size-8"
            label={t('reaction.add')}
            icon={<SmilePlus {...icon} />}
            onClick={(event) =>
              openEmojiPicker({
                anchor: event.currentTarget,
                onPick: (emoji) => actions.react(message, emoji, true),
              })
            }
          />
        </>
      )}
      {isMine && actions.canEdit && (
        <IconButton
          size="sm"
          className="size-8"
          label={t('message.edit')}
          keys="E"
          icon={<Pencil {...icon} />}
          onClick={() => actions.startEdit(message)}
        />
      )}
      {isShiftHeld && (
        <IconButton
          size="sm"
          className="size-8"
          label={t('copyId')}
          icon={<Hash {...icon} />}
          onClick={() => void copyText(message.id)}
        />
      )}
      {isShiftHeld && canDelete && (
        <IconButton
          size="sm"
          className="size-8"
          tone="danger"
          label={t('message.deleteNow')}
          icon={<Trash2 {...icon} />}
          onClick={() => actions.remove(message, true)}
        />
      )}
      <MenuButton
        label={t('message.actions')}
        align="end"
        entries={() => messageMenu({ message, actions, t, anchor: anchor ?? document.body })}
      >
        {(trigger) => (
          <IconButton
            {...trigger}
            size="sm"
            className="size-8"
            label={t('more')}
            icon={<Ellipsis {...icon} />}
          />
        )}
      </MenuButton>
    </div>
  );
}
