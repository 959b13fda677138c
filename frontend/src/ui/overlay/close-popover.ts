import { createContext, useContext } from 'react';

export const ClosePopover = createContext<() => void>(() => undefined);

/** Closes the popover that this is in; does nothing outside of one. */
export function useClosePopover(): () => void {
  return useContext(ClosePopover);
}
