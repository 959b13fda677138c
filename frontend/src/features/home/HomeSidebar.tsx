import { Compass, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CountBadge } from '../../ui/feedback/Badge.tsx';
import { cx } from '../../ui/cx.ts';
import { CommunityIcon } from '../../ui/person/CommunityIcon.tsx';
import { communityPath } from '../channels/paths.ts';
import { openAddCommunity } from '../communities/dialogs/open-dialogs.ts';
import { useHome } from './home.queries.ts';
import { unreadOfCommunity } from './unread.ts';

const row =
  'flex min-h-11 w-full items-center gap-3 rounded-sm px-2.5 text-left text-base no-underline outline-offset-[-2px] transition-colors hover:bg-bg-3';

/** Beside the home: one's communities by name, and the ways to more of them. */
export function HomeSidebar() {
  const { t } = useTranslation('chat');
  const communities = useHome()?.communities ?? [];
  return (
    <div className="flex h-full flex-col">
      <h2 className="flex h-13 shrink-0 items-center border-b border-line px-4 text-lg font-[680] max-md:h-14">
        {t('rail.home')}
      </h2>
      <nav
        aria-label={t('rail.home')}
        className="scroll-quiet min-h-0 flex-1 overflow-y-auto p-2 pt-3"
      >
        {communities.length > 0 && (
          <ul className="mb-2 flex flex-col gap-px border-b border-line pb-2">
            {communities.map((community) => {
              const { unread, mentions } = unreadOfCommunity(community);
              return (
                <li key={community.id}>
                  <Link
                    to={communityPath(community.id)}
                    className={cx(row, unread ? 'font-[650] text-text-1' : 'text-text-2')}
                  >
                    <CommunityIcon id={community.id} name={community.name} size={32} />
                    <span className="min-w-0 flex-1 truncate">{community.name}</span>
                    <CountBadge
                      count={mentions}
                      label={t('channel.mentions', { count: mentions })}
                    />
                  </Link>
                </li>
              );
            })}
          </ul>
        )}
        <button
          type="button"
          className={cx(row, 'text-text-2')}
          onClick={() => openAddCommunity('create')}
        >
          <Plus size={20} strokeWidth={1.9} aria-hidden className="mx-1.5 text-accent" />
          {t('add.create')}
        </button>
        <button
          type="button"
          className={cx(row, 'text-text-2')}
          onClick={() => openAddCommunity('join')}
        >
          <Compass size={20} strokeWidth={1.9} aria-hidden className="mx-1.5 text-accent" />
          {t('add.join')}
        </button>
      </nav>
    </div>
  );
}
