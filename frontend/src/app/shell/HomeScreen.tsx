import { Compass } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { openAddCommunity } from '../../features/communities/dialogs/open-dialogs.ts';
import { homeQuery } from '../../features/home/home.queries.ts';
import { problemText } from '../../platform/api/problem-text.ts';
import { Button } from '../../ui/button/Button.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { ErrorState } from '../../ui/feedback/ErrorState.tsx';
import { KrakenMark } from '../../ui/mark/KrakenMark.tsx';

/** Nothing is chosen: where one could go. */
export function HomeScreen() {
  const { t } = useTranslation(['shell', 'common', 'chat']);
  const { data: home, error, isRefetching, refetch } = useQuery(homeQuery);
  return (
    <div className="grid h-full place-items-center">
      {home && home.communities.length === 0 && (
        <EmptyState
          heading="h1"
          icon={<KrakenMark size={38} />}
          title={t('home.emptyTitle')}
          action={
            <>
              <Button variant="primary" onClick={() => openAddCommunity('create')}>
                {t('chat:add.create')}
              </Button>
              <Button onClick={() => openAddCommunity('join')}>{t('chat:add.join')}</Button>
            </>
          }
        >
          {t('home.emptyBody')}
        </EmptyState>
      )}
      {home && home.communities.length > 0 && (
        <EmptyState
          heading="h1"
          icon={<Compass size={30} strokeWidth={1.9} aria-hidden />}
          title={t('home.pickTitle')}
        >
          {t('home.pickBody')}
        </EmptyState>
      )}
      {!home && error && (
        <ErrorState
          title={t('common:unreachable.title')}
          reason={problemText(error)}
          retrying={isRefetching}
          onRetry={() => void refetch()}
        />
      )}
    </div>
  );
}
