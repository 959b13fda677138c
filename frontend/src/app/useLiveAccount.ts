import { useEffect, useState } from 'react';
import type { QueryClient } from '@tanstack/react-query';
import { forgetLastState, keepLastState, restoreLastState } from '../features/home/last-state.ts';
import { startOutbox } from '../features/messages/outbox/start-outbox.ts';
import { session } from '../platform/session/this-session.ts';
import { startHub } from '../socket-hub/hub.ts';

/**
 * Brings an account to life: its last state from this device, then the line to the server that keeps it true. True
 * once the last state is in place (or there is none), so that the first thing drawn is the last thing seen.
 */
export function useLiveAccount(client: QueryClient, userId: string): boolean {
  const [isReady, setReady] = useState(false);

  useEffect(() => {
    let isGone = false;
    void restoreLastState(client, userId).then(() => !isGone && setReady(true));
    const stopKeeping = keepLastState(client, userId);
    const stopOutbox = startOutbox(client, userId);
    const stopHub = startHub({
      client,
      tokens: session,
      onSessionEnded: (reason) => session.end(reason),
    });
    return () => {
      isGone = true;
      stopHub();
      stopOutbox();
      stopKeeping();
      // Nothing of a person stays on a device that they signed out of.
      if (session.state.get().status === 'signed-out') void forgetLastState(userId);
    };
  }, [client, userId]);

  return isReady;
}
