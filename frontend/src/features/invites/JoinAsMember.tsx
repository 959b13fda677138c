import { useEffect, useRef } from 'react';
import type { InvitePreview } from '@kraken/shared';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../platform/api/problem-text.ts';
import { session } from '../../platform/session/this-session.ts';
import { Button } from '../../ui/button/Button.tsx';
import { AlertBanner } from '../../ui/feedback/AlertBanner.tsx';
import { Avatar } from '../../ui/person/Avatar.tsx';
import { TextButton } from '../../ui/TextLink.tsx';
import { meQuery } from '../users/me.queries.ts';
import { ACCEPT_MARK, useAcceptInvite } from './useAcceptInvite.ts';

/** Somebody is signed in: one button. */
export function JoinAsMember({ invite, userId }: { invite: InvitePreview; userId: string }) {
  const { t } = useTranslation('auth');
  const { data: me } = useQuery(meQuery(userId));
  const accept = useAcceptInvite(invite);
  const asked = useRef(false);

  // Who has just signed in here to join need not say so twice.
  const { mutate } = accept;
  useEffect(() => {
    if (asked.current || location.hash !== ACCEPT_MARK) return;
    asked.current = true;
    mutate();
  }, [mutate]);

  return (
    <div className="flex flex-col gap-4">
      {accept.error && <AlertBanner tone="danger">{problemText(accept.error)}</AlertBanner>}
      {me && (
        <p className="flex items-center justify-center gap-2.5 text-base text-text-2">
          <Avatar id={me.id} name={me.displayName} size={24} />
          {t('invite.joinAs', { name: me.displayName })}
        </p>
      )}
      <Button
        variant="primary"
        size="lg"
        wide
        busy={accept.isPending}
        onClick={() => accept.mutate()}
      >
        {t('invite.join', { name: invite.community.name })}
      </Button>
      <p className="text-center text-base text-text-3">
        {t('invite.notYou')}{' '}
        <TextButton onClick={() => void session.signOut()}>{t('invite.switch')}</TextButton>
      </p>
    </div>
  );
}
