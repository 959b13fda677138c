import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button/Button.tsx';
import { AlertBanner } from '../feedback/AlertBanner.tsx';
import { TextField } from '../field/TextField.tsx';
import { Dialog } from './Dialog.tsx';

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onClosed?: () => void;
  /** Names the thing: "Delete #general?" */
  title: string;
  /** What happens, and whether it can be undone. */
  children: ReactNode;
  /** A verb: "Delete channel". */
  confirmLabel: string;
  /** For what cannot be undone at all: this name must be typed first. */
  typeName?: string;
  tone?: 'danger' | 'primary';
  busy?: boolean;
  error?: string | undefined;
  onConfirm: () => void;
}

export function ConfirmDialog({
  title,
  children,
  confirmLabel,
  typeName,
  tone = 'danger',
  busy = false,
  error,
  onConfirm,
  ...state
}: ConfirmDialogProps) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState('');
  const typeLine = typeName ? t('confirm.typeName', { name: typeName }) : '';
  const missing = typeName !== undefined && typed.trim() !== typeName;

  return (
    <Dialog
      {...state}
      title={title}
      description={children}
      onSubmit={() => !missing && onConfirm()}
      footer={
        <>
          <Button variant="ghost" onClick={() => state.onOpenChange(false)}>
            {t('actions.cancel')}
          </Button>
          <Button
            type="submit"
            variant={tone}
            busy={busy}
            disabledReason={missing ? typeLine : undefined}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      {(typeName || error) && (
        <div className="flex flex-col gap-4">
          {error && <AlertBanner tone="danger">{error}</AlertBanner>}
          {typeName && (
            <TextField label={typeLine} value={typed} onValueChange={setTyped} autoComplete="off" />
          )}
        </div>
      )}
    </Dialog>
  );
}
