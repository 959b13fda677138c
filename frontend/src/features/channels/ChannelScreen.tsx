import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate } from 'react-router';
import { Button } from '../../ui/button/Button.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton, SkeletonMessage } from '../../ui/feedback/Skeleton.tsx';
import { useIsPhone, useMediaQuery } from '../../ui/useMediaQuery.ts';
import { useSnapshot } from '../communities/communities.queries.ts';
import { MemberPanel } from '../members/MemberPanel.tsx';
import { ChannelView } from '../messages/ChannelView.tsx';
import { ChannelHeader } from './ChannelHeader.tsx';
import { channelsInOrder } from './channel-tree.ts';
import { holdsMessages } from './channel-types.ts';
import { lastChannelOf, rememberChannel } from './last-channel.ts';
import { channelPath, communityPath } from './paths.ts';
import { useMembersKey, useMembersShown } from './useMembersShown.ts';
import { VoiceSoon } from './VoiceSoon.tsx';

const MembersSheet = lazy(async () => ({
  default: (await import('../members/MembersSheet.tsx')).MembersSheet,
}));

interface ChannelScreenProps {
  communityId: string;
  channelId: string;
  messageId?: string | undefined;
}

/** The main part for a channel: header, messages, and the people beside them. */
export function ChannelScreen({ communityId, channelId, messageId }: ChannelScreenProps) {
  const { data: snapshot, error } = useSnapshot(communityId);
  const channel = snapshot?.channels.find(({ id }) => id === channelId);
  const members = useMembersShown();
  const isWide = useMediaQuery('(min-width: 64rem)');
  const { t } = useTranslation('chat');

  const toggleMembers = (): void => (isWide ? members.toggle() : members.setSheetOpen(true));
  useMembersKey(toggleMembers);

  useEffect(() => {
    if (channel) rememberChannel(communityId, channelId);
  }, [channel, communityId, channelId]);

  if (!channel) return snapshot || error ? <Gone communityId={communityId} /> : <Loading />;
  return (
    <div className="flex h-full flex-col">
      <ChannelHeader
        channel={channel}
        areMembersShown={isWide ? members.isShown : members.isSheetOpen}
        onToggleMembers={toggleMembers}
      />
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          {holdsMessages(channel) ? (
            <ChannelView channel={channel} messageId={messageId} />
          ) : (
            <VoiceSoon channel={channel} />
          )}
        </div>
        {isWide && members.isShown && (
          <aside
            aria-label={t('members.title')}
            data-members={communityId}
            className="w-59 shrink-0 border-l border-line"
          >
            <MemberPanel communityId={communityId} />
          </aside>
        )}
      </div>
      {!isWide && members.wasSheetOpened && (
        <Suspense fallback={null}>
          <MembersSheet
            communityId={communityId}
            open={members.isSheetOpen}
            onOpenChange={members.setSheetOpen}
          />
        </Suspense>
      )}
    </div>
  );
}

/** The channel was deleted, or never was the reader's. */
function Gone({ communityId }: { communityId: string }) {
  const { t } = useTranslation('chat');
  const navigate = useNavigate();
  return (
    <div className="grid h-full place-items-center">
      <EmptyState
        title={t('channel.goneTitle')}
        action={
          <Button variant="primary" onClick={() => void navigate(communityPath(communityId))}>
            {t('channel.goneAction')}
          </Button>
        }
      >
        {t('channel.goneBody')}
      </EmptyState>
    </div>
  );
}

function Loading() {
  return (
    <div className="flex h-full flex-col" aria-hidden="true">
      <div className="flex h-13 shrink-0 items-center border-b border-line px-5">
        <Skeleton className="h-3.5 w-40" />
      </div>
      <div className="flex min-h-0 flex-1 flex-col justify-end gap-3 overflow-hidden px-5 pb-20">
        {[1, 3, 2, 1, 2].map((lines, index) => (
          <SkeletonMessage key={index} lines={lines} />
        ))}
      </div>
    </div>
  );
}

/** A community without a channel in the address: where the reader was last, else its first channel. */
export function CommunityEntry({ communityId }: { communityId: string }) {
  const { t } = useTranslation('chat');
  const { data: snapshot, error } = useSnapshot(communityId);
  const [last] = useState(() => lastChannelOf(communityId));
  const isPhone = useIsPhone();
  // On a phone the list itself is the place.
  if (isPhone) return null;
  if (!snapshot && !error) return <Loading />;
  const channels = channelsInOrder(snapshot?.channels ?? []).filter(holdsMessages);
  const target = channels.find(({ id }) => id === last) ?? channels[0];
  if (target) return <Navigate to={channelPath(communityId, target.id)} replace />;
  return (
    <div className="grid h-full place-items-center">
      <EmptyState title={error ? t('community.goneTitle') : t('channel.noneTitle')}>
        {error ? t('community.goneBody') : t('channel.none')}
      </EmptyState>
    </div>
  );
}
