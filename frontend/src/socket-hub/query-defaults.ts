import { notifyManager, type QueryClient } from '@tanstack/react-query';
import { communityKeys, SNAPSHOT_KEEP_MS } from '../features/communities/community-keys.ts';
import { homeKeys } from '../features/home/home-keys.ts';
import { memberKeys } from '../features/members/member-keys.ts';
import { messageKeys, WINDOW_KEEP_MS } from '../features/messages/cache/message-keys.ts';
import { outboxKeys } from '../features/messages/outbox/outbox-item.ts';
import { presenceKeys } from '../features/presence/presence-keys.ts';
import { USER_KEEP_MS, userKeys } from '../features/users/user-keys.ts';

/**
 * How long things stay when nobody looks, and that long lists are compared by reference: their
 * updates share what did not change already.
 */
export function setQueryDefaults(client: QueryClient): void {
  // The default waits for a timer: an own message would miss its frame.
  notifyManager.setScheduler(queueMicrotask);
  client.setQueryDefaults(homeKeys.all, { gcTime: Infinity });
  client.setQueryDefaults(userKeys.all, { gcTime: USER_KEEP_MS });
  client.setQueryDefaults(presenceKeys.all, { gcTime: USER_KEEP_MS });
  client.setQueryDefaults(outboxKeys.all, { gcTime: Infinity, structuralSharing: false });
  client.setQueryDefaults(communityKeys.all, { gcTime: SNAPSHOT_KEEP_MS });
  client.setQueryDefaults(memberKeys.all, { gcTime: SNAPSHOT_KEEP_MS, structuralSharing: false });
  client.setQueryDefaults(messageKeys.all, { gcTime: WINDOW_KEEP_MS, structuralSharing: false });
}
