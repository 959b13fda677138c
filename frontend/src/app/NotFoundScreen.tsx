import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button/Button.tsx';
import { EmptyState } from '../ui/feedback/EmptyState.tsx';
import { KrakenMark } from '../ui/mark/KrakenMark.tsx';

export function NotFoundScreen() {
  const { t } = useTranslation('common');
  return (
    <main className="depths grid h-full place-items-center">
      <EmptyState
        heading="h1"
        icon={<KrakenMark size={34} />}
        title={t('notFound.title')}
        action={
          <Link to={paths.home} className={buttonClass('primary', 'md')}>
            {t('notFound.home')}
          </Link>
        }
      >
        {t('notFound.body')}
      </EmptyState>
    </main>
  );
}
