import type { Channel } from '@kraken/shared';
import { Settings } from 'lucide-react';
import { memo, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { channelPath } from './paths.ts';
import { CountBadge } from '../../ui/feedback/Badge.tsx';
import { cx } from '../../ui/cx.ts';
import { useContextMenu } from '../../ui/menu/useContextMenu.ts';
import { unreadOfChannel } from '../home/unread.ts';
import { useHomeChannel } from '../home/useUnread.ts';
import { ChannelIcon } from './ChannelIcon.tsx';
import { openEditChannel } from './dialogs/open-dialogs.ts';
import { useChannelMenu } from './useChannelMenu.ts';

interface ChannelRowProps {
  channel: Channel;
  isSelected: boolean;
  canManage: boolean;
  /** Drawn only when it has something to say: its category is folded up. */
  isFolded: boolean;
  isDropBefore: boolean;
  drag: {
    onDragStart: (event: DragEvent<HTMLElement>) => void;
    onDragOver: (event: DragEvent<HTMLElement>) => void;
  };
  onStep: (step: 1 | -1) => void;
}

/** A channel in the list: unread is bright with a mark at the edge, mentions are counted. */
export const ChannelRow = memo(function ChannelRow(props: ChannelRowProps) {
  const { channel, isSelected, canManage, isFolded, isDropBefore, drag, onStep } = props;
  const { t } = useTranslation('chat');
  const state = unreadOfChannel(useHomeChannel(channel.id));
  const isUnread = state.unread && !isSelected;
  const entries = useChannelMenu(channel, canManage);
  const menu = useContextMenu(t('channel.menu', { name: channel.name }), entries);
  if (isFolded && !isSelected && !state.unread && state.mentions === 0) return null;

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined;
    if (!step || !canManage || !event.ctrlKey || !event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    onStep(step);
  }

  return (
    <li
      className={cx(
        'group/channel relative',
        isDropBefore &&
          'before:absolute before:inset-x-1 before:-top-px before:h-0.5 before:rounded-full before:bg-accent',
      )}
    >
      {isUnread && (
        <span
          aria-hidden="true"
          className="absolute top-1/2 -left-2 h-2 w-1 -translate-y-1/2 rounded-r-full bg-text-1"
        />
      )}
      <Link
        {...menu}
        to={channelPath(channel.communityId, channel.id)}
        draggable={canManage}
        {...(canManage ? drag : undefined)}
        onKeyDown={onKeyDown}
        data-channel-id={channel.id}
        aria-current={isSelected ? 'page' : undefined}
        className={cx(
          'flex h-8.5 items-center gap-2.5 rounded-sm px-2.5 text-base no-underline outline-offset-[-2px] touch:h-11',
          isSelected
            ? 'bg-bg-4 font-[560] text-text-1'
            : isUnread
              ? 'font-[650] text-text-1 hover:bg-bg-3'
              : 'text-text-3 hover:bg-bg-3 hover:text-text-2',
        )}
      >
        <ChannelIcon type={channel.type} className={cx('shrink-0', !isUnread && 'text-text-3')} />
        <span className="min-w-0 flex-1 truncate">{channel.name}</span>
        {isUnread && state.mentions === 0 && <span className="sr-only">{t('channel.unread')}</span>}
        <CountBadge
          count={state.mentions}
          label={t('channel.mentions', { count: state.mentions })}
        />
      </Link>
      {canManage && (
        <button
          type="button"
          aria-label={t('channel.editNamed', { name: channel.name })}
          data-tip={t('channel.edit')}
          onClick={() => openEditChannel(channel)}
          className={cx(
            'absolute top-1 right-1 grid size-6.5 place-items-center rounded-xs text-text-3 opacity-0 hover:bg-bg-4 hover:text-text-1 focus-visible:opacity-100 touch:hidden',
            state.mentions === 0 && 'group-hover/channel:opacity-100',
          )}
        >
          <Settings size={15} strokeWidth={1.9} aria-hidden />
        </button>
      )}
    </li>
  );
});
