import { useState } from 'react';
import { limits, type Me } from '@kraken/shared';
import { LogOut, Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PresenceChoice } from '../../features/presence/PresenceChoice.tsx';
import { useUpdateMe } from '../../features/users/me.queries.ts';
import { draftOf, statusOf } from '../../features/users/profile-draft.ts';
import { ProfileCard } from '../../features/users/ProfileCard.tsx';
import { paths } from '../../paths.ts';
import { problemText } from '../../platform/api/problem-text.ts';
import { session } from '../../platform/session/this-session.ts';
import { Button } from '../../ui/button/Button.tsx';
import { TextField } from '../../ui/field/TextField.tsx';
import { cx } from '../../ui/cx.ts';
import { useClosePopover } from '../../ui/overlay/close-popover.ts';
import { useOwnPresence } from './useOwnPresence.ts';

const row =
  'flex h-9 w-full items-center gap-2.5 rounded-sm px-2.5 text-base font-[540] no-underline transition-colors hover:bg-bg-4 touch:h-11';

/** The own card: status at hand, profile and the way out. */
export function OwnCard({ me }: { me: Me }) {
  const onDone = useClosePopover();
  const { t } = useTranslation('shell');
  const presence = useOwnPresence();
  return (
    <>
      <ProfileCard user={me} presence={presence} />
      <div className="px-4 pb-3">
        <StatusForm me={me} onDone={onDone} />
      </div>
      <div className="border-t border-line p-1.5">
        <PresenceChoice />
      </div>
      <div className="border-t border-line p-1.5">
        <Link to={paths.settings('profile')} className={cx(row, 'text-text-1')} onClick={onDone}>
          <Pencil size={18} strokeWidth={1.9} aria-hidden className="opacity-80" />
          {t('you.editProfile')}
        </Link>
        <button
          type="button"
          className={cx(row, 'text-danger')}
          onClick={() => void session.signOut()}
        >
          <LogOut size={18} strokeWidth={1.9} aria-hidden className="opacity-80" />
          {t('you.signOut')}
        </button>
      </div>
    </>
  );
}

/** The status alone, without its expiry; the profile page has both. */
export function StatusForm({ me, onDone }: { me: Me; onDone?: () => void }) {
  const { t } = useTranslation('shell');
  const [text, setText] = useState(me.customStatus?.text ?? '');
  const update = useUpdateMe();
  const isChanged = text.trim() !== (me.customStatus?.text ?? '');

  function save() {
    const customStatus = statusOf({ ...draftOf(me), statusText: text }, me);
    update.mutate({ customStatus }, { onSuccess: () => onDone?.() });
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) save();
      }}
    >
      <TextField
        label={t('you.setStatus')}
        hideLabel
        placeholder={t('you.setStatus')}
        value={text}
        onValueChange={setText}
        error={update.error ? problemText(update.error) : undefined}
        maxLength={limits.statusText.max}
        autoComplete="off"
      />
      {isChanged && (
        <Button
          type="submit"
          size="sm"
          variant="primary"
          busy={update.isPending}
          className="self-end"
        >
          {text.trim() === '' ? t('you.clearStatus') : t('you.saveStatus')}
        </Button>
      )}
    </form>
  );
}
