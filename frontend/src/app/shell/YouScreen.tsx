import { ChevronRight, LogOut, Pencil, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PresenceChoice } from '../../features/presence/PresenceChoice.tsx';
import { useMe } from '../../features/users/me.queries.ts';
import { ProfileCard } from '../../features/users/ProfileCard.tsx';
import { paths } from '../../paths.ts';
import { session } from '../../platform/session/this-session.ts';
import { Button } from '../../ui/button/Button.tsx';
import { StatusForm } from './OwnCard.tsx';
import { useOwnPresence } from './useOwnPresence.ts';

const links = [
  { id: 'editProfile', to: paths.settings('profile'), icon: Pencil },
  { id: 'settings', to: paths.settingsList, icon: Settings },
] as const;

/** The third of a phone that is about oneself. */
export function YouScreen() {
  const { t } = useTranslation('shell');
  const me = useMe();
  const presence = useOwnPresence();
  if (!me) return null;
  return (
    <div className="h-full overflow-y-auto p-4">
      <h1 className="sr-only">{t('tabs.you')}</h1>
      <div className="mx-auto flex max-w-110 flex-col gap-4">
        <div className="rounded-2xl border border-line bg-float">
          <ProfileCard user={me} presence={presence}>
            <div className="mt-4">
              <StatusForm me={me} />
            </div>
            <div className="mt-3">
              <PresenceChoice />
            </div>
          </ProfileCard>
        </div>
        <nav
          aria-label={t('tabs.you')}
          className="overflow-hidden rounded-2xl border border-line bg-bg-3"
        >
          {links.map(({ id, to, icon: Icon }) => (
            <Link
              key={id}
              to={to}
              className="flex h-13 items-center gap-3.5 border-b border-line px-4 text-base font-[560] text-text-1 no-underline last:border-0 active:bg-bg-4"
            >
              <Icon size={20} strokeWidth={1.9} aria-hidden className="text-text-2" />
              <span className="flex-1">{t(`you.${id}`)}</span>
              <ChevronRight size={18} aria-hidden className="text-text-3" />
            </Link>
          ))}
        </nav>
        <Button
          variant="danger-quiet"
          icon={<LogOut size={19} strokeWidth={1.9} aria-hidden />}
          onClick={() => void session.signOut()}
        >
          {t('you.signOut')}
        </Button>
      </div>
    </div>
  );
}
