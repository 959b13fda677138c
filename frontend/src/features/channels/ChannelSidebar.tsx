import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../platform/api/problem-text.ts';
import { cx } from '../../ui/cx.ts';
import { ErrorState } from '../../ui/feedback/ErrorState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { MenuButton } from '../../ui/menu/MenuButton.tsx';
import { useSnapshot } from '../communities/communities.queries.ts';
import { useCommunityMenu } from '../communities/useCommunityMenu.ts';
import { useHome } from '../home/home.queries.ts';
import { ChannelList } from './ChannelList.tsx';

interface ChannelSidebarProps {
  communityId: string;
  channelId: string | undefined;
}

/** The chosen community: its name with its menu, and its channels. */
export function ChannelSidebar({ communityId, channelId }: ChannelSidebarProps) {
  const { t } = useTranslation('chat');
  const { data: snapshot, error, isFetching, refetch } = useSnapshot(communityId);
  const home = useHome();
  const name = snapshot?.name ?? home?.communities.find(({ id }) => id === communityId)?.name ?? '';
  return (
    <div className="flex h-full flex-col">
      <CommunityHead communityId={communityId} name={name} />
      <nav
        aria-label={t('channel.list')}
        className="scroll-quiet min-h-0 flex-1 overflow-y-auto overscroll-contain"
      >
        {snapshot ? (
          <ChannelList key={communityId} snapshot={snapshot} channelId={channelId} />
        ) : error ? (
          <ErrorState
            title={t('channel.failed')}
            reason={problemText(error)}
            retrying={isFetching}
            onRetry={() => void refetch()}
          />
        ) : (
          <ListSkeleton />
        )}
      </nav>
    </div>
  );
}

function CommunityHead({ communityId, name }: { communityId: string; name: string }) {
  const { t } = useTranslation('chat');
  const entries = useCommunityMenu(communityId);
  return (
    <div className="shrink-0 border-b border-line">
      <MenuButton label={t('community.menu', { name })} align="center" entries={entries}>
        {(trigger) => (
          <button
            type="button"
            {...trigger}
            className="flex h-13 w-full items-center gap-2 px-4 text-left outline-offset-[-3px] transition-colors hover:bg-bg-3 aria-expanded:bg-bg-3 max-md:h-14"
          >
            {name ? (
              <h2 className="min-w-0 flex-1 truncate text-lg font-[680]">{name}</h2>
            ) : (
              <Skeleton className="h-3.5 w-32" />
            )}
            <ChevronDown size={18} strokeWidth={1.9} aria-hidden className="shrink-0 text-text-2" />
          </button>
        )}
      </MenuButton>
    </div>
  );
}

function ListSkeleton() {
  return (
    <div className="flex flex-col gap-4.5 px-4 pt-5" aria-hidden="true">
      {['w-16', 'w-36', 'w-28', 'w-20', 'w-32', 'w-24', 'w-36'].map((width, index) => (
        <Skeleton key={index} className={cx('h-3', width)} />
      ))}
    </div>
  );
}
