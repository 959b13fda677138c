import type { Span } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../ui/cx.ts';
import { isJumbo } from '../markup/jumbo.ts';
import { Markup } from '../markup/Markup.tsx';
import { fullTimeText } from './message-time.ts';

interface MessageTextProps {
  spans: readonly Span[];
  editedAt?: string | undefined;
  className?: string | undefined;
}

/** The words of a message. */
export function MessageText({ spans, editedAt, className }: MessageTextProps) {
  const { t } = useTranslation('chat');
  return (
    <div
      className={cx(
        'text-base break-words whitespace-pre-wrap',
        isJumbo(spans) && 'font-emoji text-[2.75rem] leading-[1.25]',
        className,
      )}
    >
      <Markup spans={spans} />
      {editedAt !== undefined && (
        <span className="ml-1.5 text-2xs text-text-3 select-none" data-tip={fullTimeText(editedAt)}>
          {t('message.edited')}
        </span>
      )}
    </div>
  );
}
