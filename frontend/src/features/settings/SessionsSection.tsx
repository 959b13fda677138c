import { useState } from 'react';
import { Laptop, Smartphone } from 'lucide-react';
import type { Session } from '@kraken/shared';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../platform/api/problem-text.ts';
import { timeAgo } from '../../platform/times.ts';
import { Button } from '../../ui/button/Button.tsx';
import { ErrorState } from '../../ui/feedback/ErrorState.tsx';
import { SkeletonRows } from '../../ui/feedback/Skeleton.tsx';
import { SettingsBlock } from '../../ui/layout/SettingsBlock.tsx';
import { RevokeDialog, type RevokeTarget } from './RevokeDialog.tsx';
import { sessionsQuery } from './sessions.queries.ts';

export function SessionsSection() {
  const { t } = useTranslation('settings');
  const { data: sessions, error, isRefetching, refetch } = useQuery(sessionsQuery);
  const [target, setTarget] = useState<RevokeTarget | null>(null);

  if (!sessions) {
    if (!error) return <SkeletonRows count={4} avatar />;
    return (
      <ErrorState
        title={t('sessions.failed')}
        reason={problemText(error)}
        retrying={isRefetching}
        onRetry={() => void refetch()}
      />
    );
  }

  const current = sessions.filter((one) => one.current);
  const others = sessions.filter((one) => !one.current);
  return (
    <>
      <p className="mb-6 text-base text-text-2">{t('sessions.intro')}</p>
      <SettingsBlock title={t('sessions.current')}>
        <ul>
          {current.map((one) => (
            <SessionRow key={one.id} one={one} />
          ))}
        </ul>
      </SettingsBlock>
      <SettingsBlock title={t('sessions.others')}>
        {others.length === 0 && <p className="text-base text-text-3">{t('sessions.none')}</p>}
        <ul className="flex flex-col gap-1">
          {others.map((one) => (
            <SessionRow key={one.id} one={one} onRevoke={() => setTarget({ session: one })} />
          ))}
        </ul>
        {others.length > 1 && (
          <Button
            variant="danger-quiet"
            className="mt-4 -ml-4"
            onClick={() => setTarget({ count: others.length })}
          >
            {t('sessions.revokeAll')}
          </Button>
        )}
      </SettingsBlock>
      {target && <RevokeDialog target={target} onClosed={() => setTarget(null)} />}
    </>
  );
}

const PHONES = /android|iphone|ipad|ios|mobile/i;

function SessionRow({ one, onRevoke }: { one: Session; onRevoke?: () => void }) {
  const { t } = useTranslation('settings');
  const Icon = PHONES.test(one.device) ? Smartphone : Laptop;
  const device = one.device || t('sessions.unknownDevice');
  return (
    <li className="flex items-center gap-3.5 py-2">
      <span className="grid size-10 shrink-0 place-items-center rounded-md bg-bg-3 text-text-2">
        <Icon size={20} strokeWidth={1.9} aria-hidden />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate text-base font-[580]">{device}</p>
        <p className="text-sm text-text-3 tabular">
          {one.address} · {t('sessions.lastUsed', { when: timeAgo(one.lastUsedAt) })}
        </p>
      </div>
      {onRevoke && (
        <Button size="sm" aria-label={t('sessions.revokeLabel', { device })} onClick={onRevoke}>
          {t('sessions.revoke')}
        </Button>
      )}
    </li>
  );
}
