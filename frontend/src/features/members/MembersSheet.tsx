import { useTranslation } from 'react-i18next';
import { BottomSheet } from '../../ui/overlay/BottomSheet.tsx';
import { MemberPanel } from './MemberPanel.tsx';

interface MembersSheetProps {
  communityId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The people of a community where there is no room beside the messages. */
export function MembersSheet({ communityId, open, onOpenChange }: MembersSheetProps) {
  const { t } = useTranslation('chat');
  return (
    <BottomSheet title={t('members.title')} open={open} onOpenChange={onOpenChange}>
      <div className="h-[68dvh]">
        <MemberPanel communityId={communityId} />
      </div>
    </BottomSheet>
  );
}
