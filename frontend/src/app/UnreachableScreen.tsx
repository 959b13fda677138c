import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../platform/session/this-session.ts';
import { ErrorState } from '../ui/feedback/ErrorState.tsx';

/** The server did not answer at the start; it is asked again by itself, and by the button at once. */
export function UnreachableScreen() {
  const { t } = useTranslation('common');
  const [busy, setBusy] = useState(false);
  return (
    <main className="depths grid h-full place-items-center">
      <ErrorState
        title={t('unreachable.title')}
        reason={t('unreachable.body')}
        retrying={busy}
        onRetry={() => {
          setBusy(true);
          void session.restore().finally(() => setBusy(false));
        }}
      />
    </main>
  );
}
