import type { Home, HomeChannel } from '@kraken/shared';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { findChannel } from './home-updates.ts';
import { homeQuery } from './home.queries.ts';

/** How far the reader is in a channel; drawn again only when that changes. */
export function useHomeChannel(channelId: string): HomeChannel | undefined {
  const select = useCallback((home: Home) => findChannel(home, channelId), [channelId]);
  return useQuery({ ...homeQuery, select }).data;
}
