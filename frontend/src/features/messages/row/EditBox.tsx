import type { Message } from '@kraken/shared';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextWithParts } from '../../../ui/TextWithParts.tsx';
import { MarkupBox } from '../composer/MarkupBox.tsx';
import { useMentionText } from '../composer/useMentionText.ts';
import { useMessageActions } from './message-actions.ts';

/** The text box that takes the place of a message's words. Enter saves, Esc leaves them as they were. */
export function EditBox({ message }: { message: Message }) {
  const { t } = useTranslation('chat');
  const { edit, stopEdit, remove } = useMessageActions();
  const mentions = useMentionText();
  const [text, setText] = useState(() => mentions.decode(message.content));

  function save(): void {
    const content = mentions.encode(text).trim();
    stopEdit();
    if (content === '') remove(message, false);
    else if (content !== message.content) edit(message, content);
  }

  return (
    <div className="my-1">
      <MarkupBox
        autoFocus
        label={t('message.editLabel')}
        value={text}
        onValueChange={setText}
        onSubmit={save}
        onEscape={stopEdit}
        className="rounded-lg bg-bg-0 px-3.5"
      />
      <p className="mt-1 text-xs text-text-3">
        <TextWithParts
          text={t('message.editHint')}
          parts={{
            cancel: <Act label={t('message.editCancel')} onClick={stopEdit} />,
            save: <Act label={t('message.editSave')} onClick={save} />,
          }}
        />
      </p>
    </div>
  );
}

function Act({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className="text-tint-text hover:underline" onClick={onClick}>
      {label}
    </button>
  );
}
