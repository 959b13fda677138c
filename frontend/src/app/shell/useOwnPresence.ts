import { shownPresence } from '../../features/presence/own-presence.ts';
import { useLineStatus } from '../../socket-hub/connection-state.ts';
import type { Presence } from '../../ui/person/PresenceDot.tsx';
import { useSignal } from '../../ui/signal.ts';

/** How others see me from this device, as far as it knows: what I chose, while its line is up. */
export function useOwnPresence(): Presence {
  const shown = useSignal(shownPresence);
  const isUp = useLineStatus() === 'online';
  return isUp && shown !== 'invisible' ? shown : 'offline';
}
