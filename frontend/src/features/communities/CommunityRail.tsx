import type { HomeCommunity } from '@kraken/shared';
import { Plus } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../paths.ts';
import { communityPath } from '../channels/paths.ts';
import { cx } from '../../ui/cx.ts';
import { CountBadge } from '../../ui/feedback/Badge.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { KrakenMark } from '../../ui/mark/KrakenMark.tsx';
import { useContextMenu } from '../../ui/menu/useContextMenu.ts';
import { CommunityIcon } from '../../ui/person/CommunityIcon.tsx';
import { useHome } from '../home/home.queries.ts';
import { unreadOfCommunity } from '../home/unread.ts';
import { openAddCommunity } from './dialogs/open-dialogs.ts';
import { useCommunityMenu } from './useCommunityMenu.ts';

/** Home, the reader's communities, and the way to another one. */
export function CommunityRail({ communityId }: { communityId: string | undefined }) {
  const { t } = useTranslation('chat');
  const home = useHome();
  return (
    // Arrows walk the icons; Tab leaves the rail.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="scroll-none flex h-full flex-col items-center gap-2 overflow-y-auto py-3"
      onKeyDown={walk}
    >
      <RailPlace isSelected={communityId === undefined}>
        <Link
          to={paths.home}
          aria-label={t('rail.home')}
          aria-current={communityId === undefined ? 'page' : undefined}
          data-tip={t('rail.home')}
          data-tip-side="right"
          data-rail
          className={cx(
            'grid size-12 place-items-center rounded-xl bg-bg-3 text-accent transition-colors hover:bg-bg-4',
            communityId === undefined && 'bg-bg-4',
          )}
        >
          <KrakenMark size={30} />
        </Link>
      </RailPlace>
      <span className="h-px w-8 shrink-0 bg-line-2" />
      {home
        ? home.communities.map((community) => (
            <CommunityLink
              key={community.id}
              community={community}
              isSelected={community.id === communityId}
            />
          ))
        : [0, 1, 2].map((index) => <Skeleton key={index} className="size-12 rounded-xl" />)}
      <button
        type="button"
        aria-label={t('rail.add')}
        data-tip={t('rail.add')}
        data-tip-side="right"
        data-rail
        onClick={() => openAddCommunity('choose')}
        className="grid size-12 shrink-0 place-items-center rounded-xl bg-bg-2 text-accent transition-colors hover:bg-bg-4"
      >
        <Plus size={22} strokeWidth={1.9} aria-hidden />
      </button>
    </div>
  );
}

/** The pill at the edge: a dot for unread, a bar for the chosen one. */
function RailPlace(props: { isSelected: boolean; isUnread?: boolean; children: React.ReactNode }) {
  const { isSelected, isUnread, children } = props;
  return (
    <div className="group/place relative flex w-full shrink-0 justify-center">
      <span
        aria-hidden="true"
        className={cx(
          'absolute top-1/2 left-0 w-1 -translate-y-1/2 rounded-r-full bg-text-1 transition-[height,opacity]',
          isSelected
            ? 'h-9'
            : isUnread
              ? 'h-2 group-hover/place:h-5'
              : 'h-2 opacity-0 group-hover/place:h-5 group-hover/place:opacity-100',
        )}
      />
      {children}
    </div>
  );
}

function CommunityLink({
  community,
  isSelected,
}: {
  community: HomeCommunity;
  isSelected: boolean;
}) {
  const { t } = useTranslation('chat');
  const { unread, mentions } = unreadOfCommunity(community);
  const entries = useCommunityMenu(community.id);
  const menu = useContextMenu(t('community.menu', { name: community.name }), entries);
  return (
    <RailPlace isSelected={isSelected} isUnread={unread}>
      <Link
        {...menu}
        to={communityPath(community.id)}
        aria-current={isSelected ? 'page' : undefined}
        data-tip={community.name}
        data-tip-side="right"
        data-rail
        className={cx(
          'relative block size-12 rounded-xl',
          isSelected && 'outline-2 outline-offset-2 outline-accent',
        )}
      >
        <CommunityIcon id={community.id} name={community.name} size={48} />
        <span className="sr-only">
          {community.name}
          {unread && mentions === 0 && `, ${t('channel.unread')}`}
        </span>
        <CountBadge
          count={mentions}
          label={t('channel.mentions', { count: mentions })}
          className="absolute -right-1.5 -bottom-1 border-3 border-bg-0 box-content"
        />
      </Link>
    </RailPlace>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const places = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-rail]')];
  const at = places.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  places[(at + step + places.length) % places.length]?.focus();
}
