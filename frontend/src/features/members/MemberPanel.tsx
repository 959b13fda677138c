import { useQueryClient } from '@tanstack/react-query';
import { memo, useEffect, useMemo, useState, type UIEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../platform/api/problem-text.ts';
import { currentLocale } from '../../i18n/i18n.ts';
import { cx } from '../../ui/cx.ts';
import { ErrorState } from '../../ui/feedback/ErrorState.tsx';
import { SkeletonRows } from '../../ui/feedback/Skeleton.tsx';
import { Avatar } from '../../ui/person/Avatar.tsx';
import { useSnapshot } from '../communities/communities.queries.ts';
import { memberRows, type MemberRow } from './member-groups.ts';
import { loadMoreMembers, useMembers } from './members.queries.ts';
import { openProfile } from './open-profile.ts';
import { textScale, windowAt } from './member-window.ts';
import { useMemberMenu } from './useMemberMenu.ts';

/** Loaded without being asked for, so that who is here is right in all but huge communities. */
const LOADED_AT_ONCE = 500;
/** Who is in the community: here first, then the others. Only the rows in view are in the document. */
export function MemberPanel({ communityId }: { communityId: string }) {
  const { t } = useTranslation('chat');
  const client = useQueryClient();
  const { data: members, error, isFetching, refetch } = useMembers(communityId);
  const { data: snapshot } = useSnapshot(communityId);
  const [view, setView] = useState({ top: 0, height: innerHeight });
  const total = snapshot?.memberCount ?? 0;
  const rows = useMemo(
    () => (members ? memberRows(members.items, total, currentLocale()) : []),
    [members, total],
  );
  const next = members?.next;
  const count = members?.items.length ?? 0;

  useEffect(() => {
    if (next !== undefined && count < LOADED_AT_ONCE) void loadMoreMembers(client, communityId);
  }, [client, communityId, next, count]);

  const shown = windowAt(rows, { ...view, scale: textScale() });

  function onScroll({ currentTarget: list }: UIEvent<HTMLElement>): void {
    setView({ top: list.scrollTop, height: list.clientHeight });
    const isNearEnd = list.scrollHeight - list.scrollTop < list.clientHeight * 2;
    if (next !== undefined && isNearEnd) void loadMoreMembers(client, communityId);
  }

  return (
    <div
      onScroll={onScroll}
      className="scroll-quiet h-full overflow-y-auto overscroll-contain px-2 pb-6"
      // Chromium lets arrows scroll what has the focus.
      tabIndex={-1}
    >
      {members ? (
        <div style={{ paddingTop: shown.above, paddingBottom: shown.below }}>
          {rows.slice(shown.from, shown.to).map((row) => (
            <Row key={row.key} row={row} communityId={communityId} />
          ))}
        </div>
      ) : error ? (
        <ErrorState
          title={t('members.failed')}
          reason={problemText(error)}
          retrying={isFetching}
          onRetry={() => void refetch()}
        />
      ) : (
        <div className="px-2 pt-6">
          <SkeletonRows count={8} avatar />
        </div>
      )}
    </div>
  );
}

const Row = memo(function Row({ row, communityId }: { row: MemberRow; communityId: string }) {
  const { t } = useTranslation('chat');
  if (row.kind === 'head') {
    return (
      <h3 className="flex h-12.5 items-end px-2 pb-1.5 text-sm font-[560] text-text-3 tabular">
        {t(`members.${row.key}`, { count: row.count })}
      </h3>
    );
  }
  return <MemberLine row={row} communityId={communityId} />;
});

function MemberLine({
  row,
  communityId,
}: {
  row: Extract<MemberRow, { kind: 'member' }>;
  communityId: string;
}) {
  const { user, presence } = row.member;
  const menu = useMemberMenu(row.member, communityId);
  return (
    <button
      type="button"
      {...menu}
      onClick={(event) => openProfile(user.id, event.currentTarget)}
      className={cx(
        'flex h-11 w-full items-center gap-3 rounded-sm px-2 text-left outline-offset-[-2px] transition-colors hover:bg-bg-3',
        presence === 'offline' ? 'text-text-3 hover:text-text-1' : 'text-text-1',
      )}
    >
      <Avatar
        id={user.id}
        name={user.displayName}
        size={32}
        presence={presence === 'offline' ? undefined : presence}
        className={cx(presence === 'offline' && 'opacity-45')}
      />
      <span className="min-w-0">
        <span className="block truncate text-base leading-tight font-[560]">
          {user.displayName}
        </span>
        {user.customStatus && (
          <span className="block truncate text-xs text-text-3">{user.customStatus.text}</span>
        )}
      </span>
    </button>
  );
}
