import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/overlay/Dialog.tsx';
import { ShortcutList } from './ShortcutList.tsx';

interface ShortcutSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function ShortcutSheet({ open, onOpenChange }: ShortcutSheetProps) {
  const { t } = useTranslation('settings');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('shortcuts.title')} size="md">
      <ShortcutList />
    </Dialog>
  );
}
