import { createSignal } from '../../ui/signal.ts';

export interface ProfileRequest {
  readonly userId: string;
  readonly anchor: HTMLElement;
}

/** Whose card is open, and beside what. One card at a time. */
export const openedProfile = createSignal<ProfileRequest | null>(null);

/** Shows a person's card beside an element. */
export function openProfile(userId: string, anchor: HTMLElement): void {
  openedProfile.set({ userId, anchor });
}
