import { useLineStatus } from '../../socket-hub/connection-state.ts';
import type { Presence } from '../../ui/person/PresenceDot.tsx';

/** How others see me from this device, as far as it knows: here while its line is up. */
export function useOwnPresence(): Presence {
  return useLineStatus() === 'online' ? 'online' : 'offline';
}
