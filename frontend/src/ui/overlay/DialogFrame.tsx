import type { SubmitEvent } from 'react';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../button/IconButton.tsx';
import { cx } from '../cx.ts';
import type { DialogProps } from './Dialog.tsx';

const SIZES = { sm: 'md:max-w-104', md: 'md:max-w-122', lg: 'md:max-w-176' };

const popup = cx(
  'pointer-events-auto flex max-h-[calc(100dvh-2rem)] w-full flex-col overflow-hidden rounded-t-3xl border border-line bg-bg-2 shadow-float',
  'outline-none transition-[opacity,transform] duration-150 ease-out md:rounded-3xl',
  'data-ending-style:scale-97 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0',
);

export function DialogFrame(props: DialogProps) {
  const { open, onOpenChange, onClosed, title, description, size = 'sm', initialFocus } = props;
  const { t } = useTranslation('common');
  return (
    <Base.Root
      open={open}
      onOpenChange={onOpenChange}
      onOpenChangeComplete={(now) => !now && onClosed?.()}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <div className="pointer-events-none fixed inset-0 z-40 flex items-end justify-center md:items-center md:p-4">
          <Base.Popup initialFocus={initialFocus} className={cx(popup, SIZES[size])}>
            <div className="flex items-start gap-3 px-6 pt-5">
              <div className="min-w-0 flex-1 pt-1">
                <Base.Title className="text-xl font-[680]">{title}</Base.Title>
                {description && (
                  <Base.Description className="mt-1.5 text-base text-text-2" render={<div />}>
                    {description}
                  </Base.Description>
                )}
              </div>
              <Base.Close
                render={
                  <IconButton
                    label={t('actions.close')}
                    icon={<X size={20} strokeWidth={1.9} />}
                    className="-mr-2"
                  />
                }
              />
            </div>
            <DialogBody {...props} />
          </Base.Popup>
        </div>
      </Base.Portal>
    </Base.Root>
  );
}

function DialogBody({ children, footer, onSubmit }: DialogProps) {
  const content = (
    <>
      {children && (
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 pt-5 pb-1">
          {children}
        </div>
      )}
      {footer ? (
        <div className="flex flex-wrap justify-end gap-2.5 px-6 pt-5 pb-[calc(1.5rem+env(safe-area-inset-bottom))]">
          {footer}
        </div>
      ) : (
        <div className="h-5 shrink-0" />
      )}
    </>
  );
  if (!onSubmit) return content;
  return (
    <form
      noValidate
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {content}
    </form>
  );
}
