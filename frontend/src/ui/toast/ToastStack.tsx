import { useEffect } from 'react';
import { Toast } from '@base-ui/react/toast';
import { CheckCircle2, TriangleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../button/IconButton.tsx';
import { useSignal } from '../signal.ts';
import { waitingToasts } from './show-toast.ts';

export function ToastStack() {
  const { t } = useTranslation('common');
  return (
    <Toast.Provider timeout={6000}>
      <Toast.Portal>
        <Toast.Viewport
          aria-label={t('toasts')}
          className="fixed inset-x-3 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-60 flex flex-col gap-2 md:inset-x-auto md:right-5 md:bottom-5 md:w-90"
        >
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { t } = useTranslation('common');
  const { toasts, add } = Toast.useToastManager();
  const waiting = useSignal(waitingToasts);

  useEffect(() => {
    if (waiting.length === 0) return;
    waitingToasts.set([]);
    for (const toast of waiting) {
      add({
        title: toast.title,
        description: toast.body,
        type: toast.tone ?? 'plain',
        priority: toast.tone === 'danger' ? 'high' : 'low',
        ...(toast.action && {
          actionProps: { children: toast.action.label, onClick: toast.action.onSelect },
        }),
      });
    }
  }, [waiting, add]);

  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="rounded-lg border border-line bg-float shadow-float transition-[opacity,transform] duration-150 ease-out data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-start gap-3 py-3 pr-2 pl-3.5">
        {toast.type === 'ok' && (
          <CheckCircle2 size={20} strokeWidth={1.9} aria-hidden className="shrink-0 text-ok" />
        )}
        {toast.type === 'danger' && (
          <TriangleAlert size={20} strokeWidth={1.9} aria-hidden className="shrink-0 text-danger" />
        )}
        <div className="min-w-0 flex-1">
          <Toast.Title className="text-base font-[620]" />
          <Toast.Description className="text-sm text-text-2" />
          <Toast.Action className="mt-1.5 text-sm font-[620] text-tint-text hover:underline" />
        </div>
        <Toast.Close
          render={
            <IconButton
              size="sm"
              label={t('actions.dismiss')}
              icon={<X size={17} strokeWidth={1.9} />}
            />
          }
        />
      </Toast.Content>
    </Toast.Root>
  ));
}
