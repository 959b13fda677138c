import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BottomSheet } from '../../../ui/overlay/BottomSheet.tsx';
import { PopoverPanel } from '../../../ui/overlay/PopoverPanel.tsx';
import { useIsPhone } from '../../../ui/useMediaQuery.ts';
import { EmojiPicker } from './EmojiPicker.tsx';
import { type EmojiPickerRequest, openedEmojiPicker } from './open-emoji-picker.ts';
import { rememberEmoji } from './recent-emoji.ts';

/** The picker beside what was pressed; a sheet on a phone. */
export function EmojiPickerPopup({ request }: { request: EmojiPickerRequest }) {
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
    <EmojiPicker
      onPick={(emoji, keepsOpen) => {
        rememberEmoji(emoji);
        request.onPick(emoji);
        if (!keepsOpen) onOpenChange(false);
      }}
    />
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
