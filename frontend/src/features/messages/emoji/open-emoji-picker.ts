import { createSignal } from '../../../ui/signal.ts';

export interface EmojiPickerRequest {
  readonly anchor: HTMLElement;
  readonly onPick: (emoji: string) => void;
}

export const openedEmojiPicker = createSignal<EmojiPickerRequest | null>(null);

/** Opens the emoji picker beside an element; it closes with the pick unless Shift is held. */
export function openEmojiPicker(request: EmojiPickerRequest): void {
  openedEmojiPicker.set(request);
}
