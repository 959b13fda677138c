import type { Channel } from '@kraken/shared';
import { limits } from '@kraken/shared';
import { Lock, SendHorizontal, Smile } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/button/IconButton.tsx';
import { showToast } from '../../../ui/toast/show-toast.ts';
import { useIsPhone } from '../../../ui/useMediaQuery.ts';
import { sayTyping } from '../../../socket-hub/signals.ts';
import { TypingLine } from '../../typing/TypingLine.tsx';
import { TypingThrottle } from '../../typing/typing-throttle.ts';
import { openEmojiPicker } from '../emoji/open-emoji-picker.ts';
import { outbox } from '../outbox/start-outbox.ts';
import { Drafts } from './drafts.ts';
import { MarkupBox } from './MarkupBox.tsx';
import { useMentionText } from './useMentionText.ts';
import { useTypingToBox } from './useTypingToBox.ts';

interface ComposerProps {
  channel: Channel;
  readerId: string;
  canSend: boolean;
  /** ↑ in the empty box. */
  onEditLast: () => void;
  onSent: () => void;
}

/** Where messages are written. What is in it is kept per channel until it is sent. */
export function Composer({ channel, readerId, canSend, onEditLast, onSent }: ComposerProps) {
  return (
    <div className="shrink-0 px-4 max-md:px-3">
      {canSend ? (
        <Writing key={channel.id} {...{ channel, readerId, onEditLast, onSent }} />
      ) : (
        <NoWriting channel={channel} />
      )}
      <TypingLine channelId={channel.id} />
    </div>
  );
}

function NoWriting({ channel }: { channel: Channel }) {
  const { t } = useTranslation('chat');
  return (
    <p className="flex min-h-12 items-center gap-3 rounded-lg bg-bg-3 px-4 text-text-2">
      <Lock size={18} strokeWidth={1.9} aria-hidden className="shrink-0 text-text-3" />
      {channel.type === 'announcement' ? t('composer.announcement') : t('composer.forbidden')}
    </p>
  );
}

function Writing({ channel, readerId, onEditLast, onSent }: Omit<ComposerProps, 'canSend'>) {
  const { t } = useTranslation('chat');
  const isPhone = useIsPhone();
  const frame = useRef<HTMLDivElement>(null);
  const drafts = useMemo(() => new Drafts(localStorage, readerId), [readerId]);
  const typing = useMemo(() => new TypingThrottle(() => sayTyping(channel.id)), [channel.id]);
  const mentions = useMentionText();
  const [text, setText] = useState(() => drafts.read(channel.id));
  useTypingToBox(frame);

  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
    const timer = setTimeout(() => drafts.write(channel.id, text), 300);
    return () => clearTimeout(timer);
  }, [drafts, channel.id, text]);
  useEffect(() => () => drafts.write(channel.id, latest.current), [drafts, channel.id]);

  function send(): void {
    const content = mentions.encode(text).trim();
    if (content === '') return;
    if (content.length > limits.messageContent.max) {
      const over = content.length - limits.messageContent.max;
      showToast({ title: t('composer.tooLong', { count: over }), tone: 'danger' });
      return;
    }
    outbox().add(channel.id, content);
    setText('');
    drafts.write(channel.id, '');
    typing.stop();
    onSent();
  }

  return (
    <div
      ref={frame}
      className="rounded-lg border border-line bg-bg-3 pr-1.5 pl-4 focus-within:border-line-2"
    >
      <MarkupBox
        isMain
        autoFocus={!isPhone}
        label={t('composer.label', { name: channel.name })}
        placeholder={t('composer.placeholder', { name: channel.name })}
        value={text}
        onValueChange={setText}
        onInput={() => typing.hit()}
        onSubmit={send}
        onUpWhenEmpty={onEditLast}
        trailing={
          <div className="flex h-12 shrink-0 items-center">
            <IconButton
              label={t('emoji.open')}
              keys="Ctrl E"
              data-emoji-button
              icon={<Smile size={21} strokeWidth={1.9} />}
              onClick={(event) =>
                openEmojiPicker({
                  anchor: event.currentTarget,
                  onPick: (emoji) => {
                    setText((known) => known + emoji);
                    if (!isPhone) frame.current?.querySelector('textarea')?.focus();
                  },
                })
              }
            />
            {isPhone && text.trim() !== '' && (
              <IconButton
                label={t('composer.send')}
                tone="accent"
                icon={<SendHorizontal size={21} strokeWidth={1.9} />}
                // The keyboard stays up: the press must not take the focus out of the box.
                onPointerDown={(event) => event.preventDefault()}
                onClick={send}
              />
            )}
          </div>
        }
      />
    </div>
  );
}
