import { useState } from 'react';
import type { Session } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../platform/api/problem-text.ts';
import { ConfirmDialog } from '../../ui/overlay/ConfirmDialog.tsx';
import { useRevokeSession } from './sessions.queries.ts';

/** One device, or so many others. */
export type RevokeTarget = { session: Session } | { count: number };

export function RevokeDialog({ target, onClosed }: { target: RevokeTarget; onClosed: () => void }) {
  const { t } = useTranslation('settings');
  const [open, setOpen] = useState(true);
  const revoke = useRevokeSession();
  const isOne = 'session' in target;
  const device = isOne ? target.session.device || t('sessions.unknownDevice') : '';

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      onClosed={onClosed}
      title={isOne ? t('sessions.revokeTitle', { device }) : t('sessions.revokeAllTitle')}
      confirmLabel={isOne ? t('sessions.revoke') : t('sessions.revokeAll')}
      busy={revoke.isPending}
      error={revoke.error ? problemText(revoke.error) : undefined}
      onConfirm={() =>
        revoke.mutate(isOne ? target.session.id : null, { onSuccess: () => setOpen(false) })
      }
    >
      {isOne ? t('sessions.revokeBody') : t('sessions.revokeAllBody', { count: target.count })}
    </ConfirmDialog>
  );
}
