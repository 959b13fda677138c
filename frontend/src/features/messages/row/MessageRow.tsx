import type { Message } from '@kraken/shared';
import { memo, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useContextMenu } from '../../../ui/menu/useContextMenu.ts';
import { openEmojiPicker } from '../emoji/open-emoji-picker.ts';
import { doesMention } from '../mentions.ts';
import { EditBox } from './EditBox.tsx';
import { useMessageActions, type MessageActions } from './message-actions.ts';
import { messageMenu } from './message-menu.ts';
import { MessageFrame } from './MessageFrame.tsx';
import { MessageText } from './MessageText.tsx';
import { MessageToolbar } from './MessageToolbar.tsx';
import { Reactions } from './Reactions.tsx';
import { useHoldsOpen } from './useHoldsOpen.ts';

interface MessageRowProps {
  message: Message;
  isHead: boolean;
  isEditing: boolean;
}

/** One message. Drawn again only when it changes itself: the list may be long. */
export const MessageRow = memo(function MessageRow({
  message,
  isHead,
  isEditing,
}: MessageRowProps) {
  const { t } = useTranslation('chat');
  const actions = useMessageActions();
  const [isHot, setHot] = useState(false);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const holdsOpen = useHoldsOpen(anchor);
  const isHit =
    message.authorId !== actions.readerId && doesMention(message.spans, actions.readerId);
  const menu = useContextMenu(t('message.actions'), () =>
    messageMenu({ message, actions, t, anchor: anchor ?? document.body }),
  );

  return (
    // A message is reached by the arrows of its list and has keys of its own.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      {...menu}
      ref={setAnchor}
      tabIndex={-1}
      data-message={message.id}
      className="group/row relative rounded-xs outline-offset-[-2px]"
      // Moves, not only enters: leaving the edit box blurs the row under a resting pointer.
      onPointerMove={(event) => event.pointerType === 'mouse' && setHot(true)}
      onPointerLeave={() => setHot(false)}
      onFocus={() => setHot(true)}
      onBlur={(event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setHot(false);
      }}
      onKeyDown={(event) => onRowKey(event, message, actions)}
    >
      <MessageFrame
        authorId={message.authorId}
        createdAt={message.createdAt}
        isHead={isHead}
        isHit={isHit}
      >
        {isEditing ? (
          <EditBox message={message} />
        ) : (
          <MessageText spans={message.spans} editedAt={message.editedAt} />
        )}
        <Reactions message={message} />
      </MessageFrame>
      {(isHot || holdsOpen) && !isEditing && <MessageToolbar message={message} />}
    </article>
  );
});

/** Keys on a focused message: E edits, + reacts, Backspace deletes (Shift without asking). */
function onRowKey(
  event: KeyboardEvent<HTMLElement>,
  message: Message,
  actions: MessageActions,
): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
    return;
  const isMine = message.authorId === actions.readerId;
  const act = {
    e: isMine && actions.canEdit && (() => actions.startEdit(message)),
    '+':
      actions.canReact &&
      (() =>
        openEmojiPicker({
          anchor: event.currentTarget,
          onPick: (emoji) => actions.react(message, emoji, true),
        })),
    backspace: (isMine || actions.canManage) && (() => actions.remove(message, event.shiftKey)),
  }[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
}
