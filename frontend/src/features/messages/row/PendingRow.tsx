import { Clock3, RotateCw, Trash2, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLineStatus } from '../../../socket-hub/connection-state.ts';
import { outbox } from '../outbox/start-outbox.ts';
import type { OutboxItem } from '../outbox/outbox-item.ts';
import { useMessageActions } from './message-actions.ts';
import { MessageFrame } from './MessageFrame.tsx';
import { MessageText } from './MessageText.tsx';
import { refusalText } from './refusal-text.ts';

/** An own message that is on its way, or could not go. */
export const PendingRow = memo(function PendingRow({
  item,
  isHead,
}: {
  item: OutboxItem;
  isHead: boolean;
}) {
  const { readerId } = useMessageActions();
  const isFailed = item.state === 'failed';
  return (
    <article className="group/row relative" data-pending={item.nonce} data-state={item.state}>
      <MessageFrame authorId={readerId} createdAt={item.createdAt} isHead={isHead}>
        {/* A quick answer never shows the paler colour: it comes late and gently. */}
        <MessageText spans={item.spans} className={isFailed ? 'text-danger' : 'pending-text'} />
        {isFailed ? <Failed item={item} /> : <OnItsWay item={item} />}
      </MessageFrame>
    </article>
  );
});

function OnItsWay({ item }: { item: OutboxItem }) {
  const { t } = useTranslation('chat');
  const status = useLineStatus();
  if (status === 'online' || item.state === 'sending') {
    return <span className="sr-only">{t('message.sending')}</span>;
  }
  return (
    <p className="mt-0.5 flex items-center gap-1.5 text-xs text-text-3">
      <Clock3 size={13} strokeWidth={2} aria-hidden />
      {t('message.waits')}
    </p>
  );
}

function Failed({ item }: { item: OutboxItem }) {
  const { t } = useTranslation('chat');
  const button =
    'touch-target inline-flex items-center gap-1 rounded-xs font-[620] text-text-1 hover:underline';
  return (
    <div
      role="alert"
      className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-danger"
    >
      <span className="flex items-center gap-1.5">
        <TriangleAlert size={15} strokeWidth={2} aria-hidden className="shrink-0" />
        {refusalText(item.problem, t)}
      </span>
      <button type="button" className={button} onClick={() => outbox().retry(item.nonce)}>
        <RotateCw size={14} strokeWidth={2} aria-hidden />
        {t('message.retry')}
      </button>
      <button type="button" className={button} onClick={() => outbox().discard(item.nonce)}>
        <Trash2 size={14} strokeWidth={2} aria-hidden />
        {t('message.discard')}
      </button>
    </div>
  );
}
