import { memo, type ReactNode } from 'react';
import { Avatar } from '../../../ui/person/Avatar.tsx';
import { cx } from '../../../ui/cx.ts';
import { openProfile } from '../../members/open-profile.ts';
import { useUser } from '../../users/users.queries.ts';
import { useTranslation } from 'react-i18next';
import { fullTimeText, timeText } from './message-time.ts';

interface MessageFrameProps {
  authorId: string;
  createdAt: string;
  isHead: boolean;
  /** Means the reader: tinted, with a bar at the edge. */
  isHit?: boolean;
  children: ReactNode;
}

/** The place of a message: gutter with picture or time, head with the name, and the words. */
export function MessageFrame({ authorId, createdAt, isHead, isHit, children }: MessageFrameProps) {
  return (
    <div
      className={cx(
        'relative grid grid-cols-[2.5rem_minmax(0,1fr)] gap-x-4 pr-5 pl-5 max-md:gap-x-3 max-md:pr-4 max-md:pl-3.5',
        'group-hover/row:bg-[color-mix(in_srgb,var(--bg-4)_30%,transparent)] group-focus-within/row:bg-[color-mix(in_srgb,var(--bg-4)_30%,transparent)]',
        isHead ? 'pt-1 pb-0.5' : 'py-0.5',
        isHit && 'bg-hit! shadow-[inset_3px_0_var(--hit-bar)]',
      )}
    >
      {isHead ? <Picture authorId={authorId} /> : <SideTime createdAt={createdAt} />}
      <div className="col-start-2 min-w-0">
        {isHead && <Head authorId={authorId} createdAt={createdAt} />}
        {children}
      </div>
    </div>
  );
}

const Picture = memo(function Picture({ authorId }: { authorId: string }) {
  const user = useUser(authorId);
  return (
    <button
      type="button"
      tabIndex={-1}
      // The name beside it is the same control for keyboard and reader.
      aria-hidden="true"
      onClick={(event) => openProfile(authorId, event.currentTarget)}
      className="mt-0.5 block size-10 self-start rounded-full"
    >
      <Avatar id={authorId} name={user?.displayName ?? '…'} size={40} />
    </button>
  );
});

function SideTime({ createdAt }: { createdAt: string }) {
  return (
    <time
      dateTime={createdAt}
      className="-ml-3 w-13 pt-1 text-right text-2xs whitespace-nowrap text-text-3 tabular opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 max-md:hidden"
    >
      {timeText(createdAt)}
    </time>
  );
}

const Head = memo(function Head({ authorId, createdAt }: { authorId: string; createdAt: string }) {
  const { t } = useTranslation('chat');
  const user = useUser(authorId);
  return (
    <h3 className="flex items-baseline gap-2 leading-[1.35]">
      <button
        type="button"
        className="truncate text-base font-[650] text-text-1 hover:underline"
        onClick={(event) => openProfile(authorId, event.currentTarget)}
      >
        {user?.displayName ?? t('someone')}
      </button>
      <time
        dateTime={createdAt}
        data-tip={fullTimeText(createdAt)}
        className="shrink-0 text-xs font-normal text-text-3 tabular"
      >
        {timeText(createdAt)}
      </time>
    </h3>
  );
});
