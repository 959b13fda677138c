import { Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMe } from '../../features/users/me.queries.ts';
import { paths } from '../../paths.ts';
import { keysOf } from '../../platform/keys.ts';
import { IconButton } from '../../ui/button/IconButton.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Popover } from '../../ui/overlay/Popover.tsx';
import { Avatar } from '../../ui/person/Avatar.tsx';
import { settings } from './overlays.ts';
import { OwnCard } from './OwnCard.tsx';
import { useOwnPresence } from './useOwnPresence.ts';

/** Oneself, at the lower left: picture, name, status, and the way to the settings. */
export function UserPanel() {
  const { t } = useTranslation(['shell', 'common']);
  const navigate = useNavigate();
  const me = useMe();
  const presence = useOwnPresence();
  if (!me) return <UserPanelSkeleton />;

  return (
    <section
      aria-label={t('regions.you')}
      className="m-2 flex shrink-0 items-center gap-1 rounded-xl border border-line bg-bg-0 p-1.5"
    >
      <Popover label={t('panel.profile')} side="top" panel={<OwnCard me={me} />}>
        {(trigger) => (
          <button
            type="button"
            {...trigger}
            className="flex min-w-0 flex-1 items-center gap-2.5 rounded-sm p-1 text-left transition-colors hover:bg-bg-3 aria-expanded:bg-bg-3"
          >
            <Avatar
              id={me.id}
              name={me.displayName}
              size={32}
              presence={presence}
              rim="border-bg-0"
            />
            <span className="sr-only">{t('panel.profile')}:</span>
            <span className="min-w-0">
              <span className="block truncate text-sm font-[650]">{me.displayName}</span>
              <span className="block truncate text-xs text-text-3">
                {me.customStatus?.text ?? t(`common:presence.${presence}`)}
              </span>
            </span>
          </button>
        )}
      </Popover>
      <IconButton
        label={t('panel.settings')}
        keys={keysOf('Ctrl ,')}
        icon={<Settings size={19} strokeWidth={1.9} />}
        onPointerEnter={settings.preload}
        onFocus={settings.preload}
        onClick={() => void navigate(paths.settings('account'))}
      />
    </section>
  );
}

function UserPanelSkeleton() {
  return (
    <div className="m-2 flex items-center gap-2.5 rounded-xl border border-line bg-bg-0 p-2.5">
      <Skeleton className="size-8 rounded-full" />
      <div className="flex flex-1 flex-col gap-1.5">
        <Skeleton className="h-2.5 w-1/2" />
        <Skeleton className="h-2 w-2/3" />
      </div>
    </div>
  );
}
