import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BottomSheet } from '../../../ui/overlay/BottomSheet.tsx';
import { PopoverPanel } from '../../../ui/overlay/PopoverPanel.tsx';
import { useSignal } from '../../../ui/signal.ts';
import { useIsPhone } from '../../../ui/useMediaQuery.ts';
import { type EmojiPickerRequest, openedEmojiPicker } from './open-emoji-picker.ts';
import { rememberEmoji } from './recent-emoji.ts';

const EmojiPicker = lazy(async () => ({
  default: (await import('./EmojiPicker.tsx')).EmojiPicker,
}));

/** The one emoji picker of the page. */
export function EmojiPickerLayer() {
  const request = useSignal(openedEmojiPicker);
  const [count, setCount] = useState({ request, key: 0 });
  // A picker for another place begins anew.
  if (count.request !== request) setCount({ request, key: count.key + 1 });
  return request && <Opened key={count.key} request={request} />;
}

function Opened({ request }: { request: EmojiPickerRequest }) {
  const { t } = useTranslation('chat');
  const isPhone = useIsPhone();
  const [open, setOpen] = useState(true);
  const anchor = useMemo(() => ({ current: request.anchor }), [request]);
  const onOpenChange = (next: boolean): void => {
    setOpen(next);
    if (!next && !isPhone) close();
  };
  const close = (): void => {
    if (openedEmojiPicker.get() === request) openedEmojiPicker.set(null);
  };
  const picker = (
    <Suspense fallback={<div className="h-96" />}>
      <EmojiPicker
        onPick={(emoji, keepsOpen) => {
          rememberEmoji(emoji);
          request.onPick(emoji);
          if (!keepsOpen) onOpenChange(false);
        }}
      />
    </Suspense>
  );
  if (isPhone) {
    return (
      <BottomSheet
        title={t('emoji.title')}
        open={open}
        onOpenChange={onOpenChange}
        onClosed={close}
      >
        {picker}
      </BottomSheet>
    );
  }
  return (
    <PopoverPanel
      anchor={anchor}
      open={open}
      onOpenChange={onOpenChange}
      label={t('emoji.title')}
      side="top"
      align="end"
    >
      {picker}
    </PopoverPanel>
  );
}
