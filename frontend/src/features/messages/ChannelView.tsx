import type { Channel } from '@kraken/shared';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../platform/api/problem-text.ts';
import { ErrorState } from '../../ui/feedback/ErrorState.tsx';
import { SkeletonMessage } from '../../ui/feedback/Skeleton.tsx';
import { sayViewing } from '../../socket-hub/signals.ts';
import { useCan } from '../communities/communities.queries.ts';
import { useReaderId } from '../home/home.queries.ts';
import { Composer } from './composer/Composer.tsx';
import { CommunityContext } from './community-context.ts';
import { MessageList, type MessageListHandle } from './list/MessageList.tsx';
import { useReading } from './list/useReading.ts';
import { loadAround, windowQuery } from './messages.queries.ts';
import { outboxKeys, type OutboxItem } from './outbox/outbox-item.ts';
import { MessageActionsContext } from './row/message-actions.ts';
import { useChannelActions } from './useChannelActions.ts';
import { useChannelKeys } from './useChannelKeys.ts';

interface ChannelViewProps {
  channel: Channel;
  /** A message that a link points at. */
  messageId?: string | undefined;
}

/** The messages of one channel and the box to answer in. */
export function ChannelView({ channel, messageId }: ChannelViewProps) {
  return (
    <CommunityContext value={channel.communityId}>
      <Opened key={channel.id} channel={channel} messageId={messageId} />
    </CommunityContext>
  );
}

const noItems: readonly OutboxItem[] = [];

function usePending(channelId: string): readonly OutboxItem[] {
  const { data = noItems } = useQuery<readonly OutboxItem[]>({
    queryKey: outboxKeys.all,
    queryFn: skipToken,
  });
  return useMemo(() => {
    const own = data.filter((item) => item.channelId === channelId);
    return own.length === 0 ? noItems : own;
  }, [data, channelId]);
}

function Opened({ channel, messageId }: ChannelViewProps) {
  const { t } = useTranslation('chat');
  const { data: window, error, isFetching, refetch } = useQuery(windowQuery(channel.id));
  const pending = usePending(channel.id);
  const readerId = useReaderId();
  const canSend = useCan(
    channel.communityId,
    channel.type === 'announcement' ? 'channel.manage' : 'message.send',
  );
  const [isEndInView, setEndInView] = useState(false);
  const [editingId, setEditingId] = useState<string | null>(null);
  const list = useRef<MessageListHandle>(null);
  const reading = useReading(channel.id, isEndInView && window?.hasAfter === false);
  const actions = useChannelActions({ channel, readerId, setEditingId, setBack: reading.setBack });
  useChannelKeys({ finish: reading.finish, toEnd: () => list.current?.toEnd() });
  useJump({ channelId: channel.id, messageId, list, isLoaded: window !== undefined });

  useEffect(() => {
    sayViewing(channel.id);
    return () => sayViewing(null);
  }, [channel.id]);

  const editLast = useCallback(() => {
    const own = window?.items.findLast(({ authorId }) => authorId === readerId);
    if (own) setEditingId(own.id);
  }, [window, readerId]);

  return (
    <MessageActionsContext value={actions}>
      {window ? (
        <MessageList
          ref={list}
          channel={channel}
          window={window}
          pending={pending}
          readerId={readerId}
          reading={reading}
          editingId={editingId}
          onEndInView={setEndInView}
        />
      ) : error ? (
        <div className="flex min-h-0 flex-1 items-center">
          <ErrorState
            title={t('list.failed')}
            reason={problemText(error)}
            retrying={isFetching}
            onRetry={() => void refetch()}
          />
        </div>
      ) : (
        <Loading />
      )}
      <Composer
        channel={channel}
        readerId={readerId}
        canSend={canSend}
        onEditLast={editLast}
        onSent={() => list.current?.toEnd()}
      />
    </MessageActionsContext>
  );
}

function Loading() {
  const { t } = useTranslation('common');
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-end gap-3 overflow-hidden px-5 pb-5 max-md:px-4">
      <span className="sr-only" role="status">
        {t('loading')}
      </span>
      {[1, 3, 2, 1, 2, 3, 1, 2].map((lines, index) => (
        <SkeletonMessage key={index} lines={lines} />
      ))}
    </div>
  );
}

interface Jump {
  channelId: string;
  messageId: string | undefined;
  list: React.RefObject<MessageListHandle | null>;
  isLoaded: boolean;
}

/** Goes to the message that the address names, loading its surroundings when they are not there. */
function useJump({ channelId, messageId, list, isLoaded }: Jump): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isLoaded || messageId === undefined) return;
    let isOver = false;
    const show = (): void => {
      if (!isOver) list.current?.toMessage(messageId);
    };
    void loadAround(client, channelId, messageId).then(() => requestAnimationFrame(show), show);
    return () => {
      isOver = true;
    };
  }, [client, channelId, messageId, list, isLoaded]);
}
