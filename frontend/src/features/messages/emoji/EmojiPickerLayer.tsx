import { lazy, Suspense, useState } from 'react';
import { useSignal } from '../../../ui/signal.ts';
import { openedEmojiPicker } from './open-emoji-picker.ts';

const EmojiPickerPopup = lazy(async () => ({
  default: (await import('./EmojiPickerPopup.tsx')).EmojiPickerPopup,
}));

/** The one emoji picker of the page; its code loads with the first use. */
export function EmojiPickerLayer() {
  const request = useSignal(openedEmojiPicker);
  const [count, setCount] = useState({ request, key: 0 });
  // A picker for another place begins anew.
  if (count.request !== request) setCount({ request, key: count.key + 1 });
  if (!request) return null;
  return (
    <Suspense fallback={null}>
      <EmojiPickerPopup key={count.key} request={request} />
    </Suspense>
  );
}
