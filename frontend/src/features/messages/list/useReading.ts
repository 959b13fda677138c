import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { markRead } from '../../home/reads.ts';
import { unreadCount } from '../../home/unread.ts';
import { useHomeChannel } from '../../home/useUnread.ts';
import { useEye } from './useEye.ts';

export interface Reading {
  /** Number after which the "new" divider stands; null for none. */
  readonly dividerN: number | null;
  readonly unread: number;
  /** Everything here is read: the divider goes. */
  readonly finish: () => void;
  /** Sets the mark back to before a message; nothing counts as read by the eye until the reader leaves. */
  readonly setBack: (n: number) => void;
}

/**
 * Reading follows the eye: what is new counts as read when the newest message is in view of a window
 * that has the focus. The divider stays where the reader stopped until they leave or say so.
 */
export function useReading(channelId: string, isEndInView: boolean): Reading {
  const client = useQueryClient();
  const channel = useHomeChannel(channelId);
  const isLooking = useEye();
  const [dividerN, setDividerN] = useState<number | null | undefined>(undefined);
  const isSetBack = useRef(false);
  const unread = channel ? unreadCount(channel) : 0;
  const lastN = channel?.lastN ?? 0;
  const readN = channel?.n ?? 0;

  // The divider of a channel that is entered: known as soon as home is.
  if (dividerN === undefined && channel) setDividerN(unread > 0 ? readN : null);

  useEffect(() => {
    if (unread === 0) return;
    if (isEndInView && isLooking && !isSetBack.current) {
      void markRead(client, channelId, lastN);
      return;
    }
    // Nobody saw it come: a divider for what is new since, unless one stands there already.
    setDividerN((known) => (known == null || known < readN ? readN : known));
  }, [client, channelId, unread, lastN, readN, isEndInView, isLooking]);

  return {
    dividerN: dividerN ?? null,
    unread,
    finish: () => {
      isSetBack.current = false;
      setDividerN(null);
      if (unread > 0) void markRead(client, channelId, lastN);
    },
    setBack: (n) => {
      isSetBack.current = true;
      setDividerN(n);
      void markRead(client, channelId, n);
    },
  };
}
