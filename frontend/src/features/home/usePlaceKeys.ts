import type { CommunitySnapshot, Home } from '@kraken/shared';
import { useQueryClient } from '@tanstack/react-query';
import { createElement, lazy, useEffect } from 'react';
import { useNavigate } from 'react-router';
import { isMac } from '../../platform/keys.ts';
import { openDialog } from '../../ui/overlay/open-dialog.ts';
import { channelsInOrder } from '../channels/channel-tree.ts';
import { channelPath, communityPath } from '../channels/paths.ts';
import { communityKeys } from '../communities/community-keys.ts';
import { findChannel } from './home-updates.ts';
import { homeKeys } from './home-keys.ts';
import { markCommunityRead } from './reads.ts';
import { unreadOfChannel } from './unread.ts';

const QuickSwitcher = lazy(async () => ({
  default: (await import('./QuickSwitcher.tsx')).QuickSwitcher,
}));

interface Place {
  communityId: string | undefined;
  channelId: string | undefined;
}

/** The next of a ring, from one that may not be in it. */
function neighbour<T>(ring: readonly T[], at: number, step: 1 | -1): T | undefined {
  if (ring.length === 0) return undefined;
  if (at < 0) return step === 1 ? ring[0] : ring.at(-1);
  return ring[(at + step + ring.length) % ring.length];
}

/**
 * Keys that go places: Ctrl+K the switcher, Alt+↑↓ channels, with Shift only unread ones,
 * Ctrl+Alt+↑↓ communities, Shift+Esc marks the community read.
 */
export function usePlaceKeys({ communityId, channelId }: Place): void {
  const client = useQueryClient();
  const navigate = useNavigate();
  useEffect(() => {
    const home = () => client.getQueryData<Home>(homeKeys.all);

    function toChannel(step: 1 | -1, onlyUnread: boolean): void {
      if (communityId === undefined) return;
      const key = communityKeys.snapshot(communityId);
      const channels = channelsInOrder(client.getQueryData<CommunitySnapshot>(key)?.channels ?? []);
      const ring = channels.filter((channel) => {
        if (!onlyUnread || channel.id === channelId) return true;
        const state = home();
        return unreadOfChannel(state && findChannel(state, channel.id)).unread;
      });
      const next = neighbour(
        ring,
        ring.findIndex(({ id }) => id === channelId),
        step,
      );
      if (next && next.id !== channelId) void navigate(channelPath(communityId, next.id));
    }

    function toCommunity(step: 1 | -1): void {
      const ring = home()?.communities ?? [];
      const next = neighbour(
        ring,
        ring.findIndex(({ id }) => id === communityId),
        step,
      );
      if (next) void navigate(communityPath(next.id));
    }

    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented) return;
      const main = isMac ? event.metaKey : event.ctrlKey;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
      if (main && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        openDialog((props) => createElement(QuickSwitcher, props));
      } else if (step && event.altKey && main) toCommunity(step);
      else if (step && event.altKey) toChannel(step, event.shiftKey);
      else if (event.key === 'Escape' && event.shiftKey && communityId !== undefined) {
        void markCommunityRead(client, communityId);
      } else return;
      event.preventDefault();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [client, navigate, communityId, channelId]);
}
