import type { Channel, CommunitySnapshot } from '@kraken/shared';
import { useQueryClient } from '@tanstack/react-query';
import { ChevronDown, Plus } from 'lucide-react';
import { useMemo, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button/IconButton.tsx';
import { cx } from '../../ui/cx.ts';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { useContextMenu } from '../../ui/menu/useContextMenu.ts';
import { type ChannelGroup, moved, stepTarget, type Target, treeOf } from './channel-tree.ts';
import { ChannelRow } from './ChannelRow.tsx';
import { orderChannels } from './channels.mutations.ts';
import { openCreateChannel } from './dialogs/open-dialogs.ts';
import { useChannelMenu } from './useChannelMenu.ts';
import { useCollapsed } from './useCollapsed.ts';

interface ChannelListProps {
  snapshot: CommunitySnapshot;
  channelId: string | undefined;
}

/** The channels of a community in their categories; managers drag them into another order. */
export function ChannelList({ snapshot, channelId }: ChannelListProps) {
  const { t } = useTranslation('chat');
  const client = useQueryClient();
  const groups = useMemo(() => treeOf(snapshot.channels), [snapshot.channels]);
  const canManage = snapshot.permissions.includes('channel.manage');
  const { collapsed, toggle } = useCollapsed(snapshot.id);
  const [dragged, setDragged] = useState<string | null>(null);
  const [target, setTarget] = useState<Target | null>(null);

  function move(id: string, to: Target | null): void {
    const order = to && moved(snapshot.channels, id, to);
    if (order) void orderChannels(client, { communityId: snapshot.id, items: order });
  }

  /** The upper half of a row drops before it, the lower half before the next one. */
  function targetAt(event: DragEvent<HTMLElement>, channel: Channel, group: ChannelGroup): Target {
    const box = event.currentTarget.getBoundingClientRect();
    if (event.clientY < box.top + box.height / 2) return { before: channel.id };
    const next = group.channels[group.channels.indexOf(channel) + 1];
    return next ? { before: next.id } : { endOf: group.category?.id ?? null };
  }

  function dragOf(channel: Channel, group: ChannelGroup) {
    return {
      onDragStart: (event: DragEvent<HTMLElement>) => {
        event.dataTransfer.effectAllowed = 'move';
        setDragged(channel.id);
      },
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (dragged === null) return;
        event.preventDefault();
        setTarget(targetAt(event, channel, group));
      },
    };
  }

  if (snapshot.channels.length === 0) {
    return (
      <EmptyState title={t('channel.noneTitle')}>
        {canManage ? t('channel.noneManage') : t('channel.none')}
      </EmptyState>
    );
  }
  return (
    // The drop belongs to the list as a whole; the keyboard moves channels by their menus and keys.
    <div
      className="px-2 pt-3 pb-6"
      role="presentation"
      onDrop={(event) => {
        event.preventDefault();
        if (dragged !== null) move(dragged, target);
      }}
      onDragOver={(event) => dragged !== null && event.preventDefault()}
      onDragEnd={() => {
        setDragged(null);
        setTarget(null);
      }}
    >
      {groups.map((group) => {
        const isFolded = group.category !== null && collapsed.has(group.category.id);
        return (
          <section
            key={group.category?.id ?? 'top'}
            className={cx(group.category && 'mt-4.5 first:mt-0')}
            aria-label={group.category?.name ?? t('channel.top')}
          >
            {group.category && (
              <CategoryHead
                category={group.category}
                isFolded={isFolded}
                canManage={canManage}
                isTarget={
                  target !== null && 'endOf' in target && target.endOf === group.category.id
                }
                onToggle={() => toggle(group.category!.id)}
                onDragStart={() => setDragged(group.category!.id)}
                onDragOver={() => dragged !== null && setTarget({ endOf: group.category!.id })}
              />
            )}
            <ul className="flex flex-col gap-px">
              {group.channels.map((channel) => (
                <ChannelRow
                  key={channel.id}
                  channel={channel}
                  isSelected={channel.id === channelId}
                  canManage={canManage}
                  isFolded={isFolded}
                  isDropBefore={
                    target !== null && 'before' in target && target.before === channel.id
                  }
                  drag={dragOf(channel, group)}
                  onStep={(step) =>
                    move(channel.id, stepTarget(snapshot.channels, channel.id, step))
                  }
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

interface CategoryHeadProps {
  category: Channel;
  isFolded: boolean;
  canManage: boolean;
  isTarget: boolean;
  onToggle: () => void;
  onDragStart: () => void;
  onDragOver: () => void;
}

function CategoryHead(props: CategoryHeadProps) {
  const { category, isFolded, canManage, isTarget, onToggle, onDragStart, onDragOver } = props;
  const { t } = useTranslation('chat');
  const entries = useChannelMenu(category, canManage);
  const menu = useContextMenu(t('category.menu', { name: category.name }), entries);
  return (
    // Dragging and the menu are second ways; the keyboard has the menu key and the entries in it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <h3
      {...menu}
      draggable={canManage}
      onDragStart={onDragStart}
      onDragOver={onDragOver}
      className={cx('group/category flex h-7 items-center rounded-xs pr-1', isTarget && 'bg-tint')}
    >
      <button
        type="button"
        aria-expanded={!isFolded}
        onClick={onToggle}
        className="flex min-w-0 flex-1 items-center gap-1 rounded-xs text-left text-sm font-[560] text-text-3 hover:text-text-1 touch:h-11"
      >
        <ChevronDown
          size={13}
          strokeWidth={2.2}
          aria-hidden
          className={cx('ml-0.5 shrink-0 transition-transform', isFolded && '-rotate-90')}
        />
        <span className="truncate">{category.name}</span>
      </button>
      {canManage && (
        <IconButton
          size="sm"
          className="size-6.5 opacity-0 group-hover/category:opacity-100 focus-visible:opacity-100 touch:opacity-100"
          label={t('channel.createIn', { name: category.name })}
          icon={<Plus size={17} strokeWidth={1.9} />}
          onClick={() => openCreateChannel(category.communityId, category.id)}
        />
      )}
    </h3>
  );
}
