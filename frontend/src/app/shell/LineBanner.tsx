import { useEffect, useState } from 'react';
import { WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLineStatus } from '../../socket-hub/connection-state.ts';
import { tryLineNow } from '../../socket-hub/signals.ts';
import { Spinner } from '../../ui/feedback/Spinner.tsx';
import { TextButton } from '../../ui/TextLink.tsx';

/** Short losses heal before anyone could read of them. */
const PATIENCE_MS = 2_500;

/** Says that the line to the server is down; what is on the screen stays usable. */
export function LineBanner() {
  const { t } = useTranslation('shell');
  const status = useLineStatus();
  const isDown = status === 'reconnecting' || status === 'offline';
  const [shown, setShown] = useState(false);

  useEffect(() => {
    if (!isDown) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isDown]);

  return (
    <div role="status">
      {isDown && (shown || status === 'offline') && (
        <p className="flex min-h-8 items-center justify-center gap-2.5 bg-hit px-4 py-1 text-sm font-[560] text-text-1">
          {status === 'offline' ? (
            <WifiOff size={16} strokeWidth={2} aria-hidden className="shrink-0 text-idle" />
          ) : (
            <Spinner size={15} className="text-idle" />
          )}
          {t(`line.${status}`)}
          {status === 'reconnecting' && (
            <TextButton onClick={tryLineNow}>{t('line.retry')}</TextButton>
          )}
        </p>
      )}
    </div>
  );
}
