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
  const status = useLineStatus();
  const isDown = status === 'reconnecting' || status === 'offline';
  return <div role="status">{isDown && <LineDown status={status} />}</div>;
}

function LineDown({ status }: { status: 'reconnecting' | 'offline' }) {
  const { t } = useTranslation('shell');
  const [isLong, setLong] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);

  if (!isLong && status === 'reconnecting') return null;
  return (
    <p className="flex min-h-8 items-center justify-center gap-2.5 bg-hit px-4 py-1 text-sm font-[560] text-text-1">
      {status === 'offline' ? (
        <WifiOff size={16} strokeWidth={2} aria-hidden className="shrink-0 text-idle" />
      ) : (
        <Spinner size={15} className="text-idle" />
      )}
      {t(`line.${status}`)}
      {status === 'reconnecting' && <TextButton onClick={tryLineNow}>{t('line.retry')}</TextButton>}
    </p>
  );
}
