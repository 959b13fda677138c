import { useTranslation } from 'react-i18next';
import { currentLocale } from '../../i18n/i18n.ts';
import { SettingsBlock } from '../../ui/layout/SettingsBlock.tsx';
import { Avatar } from '../../ui/person/Avatar.tsx';
import { useMe } from '../users/me.queries.ts';
import { ChangePasswordForm } from './ChangePasswordForm.tsx';

export function AccountSection() {
  const { t } = useTranslation('settings');
  const me = useMe();
  if (!me) return null;
  const since = new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'long' });
  const facts = [
    [t('account.username'), me.username],
    [t('account.since'), since.format(new Date(me.createdAt))],
    [t('account.id'), me.id],
  ] as const;
  return (
    <>
      <SettingsBlock>
        <div className="flex items-center gap-4 rounded-xl bg-bg-3 p-4">
          <Avatar id={me.id} name={me.displayName} size={56} rim="border-bg-3" />
          <div className="min-w-0">
            <p className="truncate text-xl font-[680]">{me.displayName}</p>
            <p className="truncate text-base text-text-2">@{me.username}</p>
          </div>
        </div>
        <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 px-1 text-base">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-text-3">{name}</dt>
              <dd className="min-w-0 break-words select-all">{value}</dd>
            </div>
          ))}
        </dl>
      </SettingsBlock>
      <SettingsBlock title={t('account.password.title')} hint={t('account.password.body')}>
        <ChangePasswordForm names={[me.username, me.displayName]} />
      </SettingsBlock>
    </>
  );
}
