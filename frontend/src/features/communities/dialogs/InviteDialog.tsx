import type { Invite, InviteList } from '@kraken/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Copy, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { problemText } from '../../../platform/api/problem-text.ts';
import { Button } from '../../../ui/button/Button.tsx';
import { IconButton } from '../../../ui/button/IconButton.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { AlertBanner } from '../../../ui/feedback/AlertBanner.tsx';
import { SkeletonRows } from '../../../ui/feedback/Skeleton.tsx';
import { Select } from '../../../ui/field/Select.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import type { OpenedDialogProps } from '../../../ui/overlay/open-dialog.ts';
import { showToast } from '../../../ui/toast/show-toast.ts';
import { fullTimeText } from '../../messages/row/message-time.ts';
import { useReaderId } from '../../home/home.queries.ts';
import { useUser } from '../../users/users.queries.ts';
import { createInvite, revokeInvite } from '../communities.mutations.ts';
import { invitesQuery, useCan } from '../communities.queries.ts';
import { communityKeys } from '../community-keys.ts';

/** Seconds. */
const EXPIRIES = {
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  never: null,
} as const;
const USES = { any: null, one: 1, five: 5, ten: 10, hundred: 100 } as const;
type Expiry = keyof typeof EXPIRIES;
type Uses = keyof typeof USES;

const linkOf = (code: string) => new URL(paths.invite(code), location.href).href;

interface InviteDialogProps extends OpenedDialogProps {
  communityId: string;
  name: string;
}

/** Makes a link that lets people in, and shows those that still work. */
export function InviteDialog({ communityId, name, ...dialog }: InviteDialogProps) {
  const { t } = useTranslation('chat');
  const client = useQueryClient();
  const [expiry, setExpiry] = useState<Expiry>('week');
  const [uses, setUses] = useState<Uses>('any');
  const create = useMutation({
    mutationFn: () => {
      const [expiresIn, maxUses] = [EXPIRIES[expiry], USES[uses]];
      return createInvite(communityId, {
        ...(expiresIn !== null && { expiresIn }),
        ...(maxUses !== null && { maxUses }),
      });
    },
    onSuccess: async (invite) => {
      void client.invalidateQueries({ queryKey: communityKeys.invites(communityId) });
      await copyText(linkOf(invite.code));
    },
  });

  return (
    <Dialog
      {...dialog}
      size="md"
      title={t('invite.title', { name })}
      description={t('invite.body')}
    >
      <div className="flex flex-col gap-5 pb-1">
        {create.error && <AlertBanner tone="danger">{problemText(create.error)}</AlertBanner>}
        <div className="flex flex-wrap gap-3">
          <Select
            className="min-w-36 flex-1"
            label={t('invite.expires')}
            options={(Object.keys(EXPIRIES) as Expiry[]).map((value) => ({
              value,
              label: t(`invite.expiry.${value}`),
            }))}
            value={expiry}
            onValueChange={setExpiry}
          />
          <Select
            className="min-w-36 flex-1"
            label={t('invite.uses')}
            options={(Object.keys(USES) as Uses[]).map((value) => ({
              value,
              label: t(`invite.useLimit.${value}`),
            }))}
            value={uses}
            onValueChange={setUses}
          />
        </div>
        {create.data ? (
          <NewLink
            code={create.data.code}
            onAnother={() => create.mutate()}
            isBusy={create.isPending}
          />
        ) : (
          <Button variant="primary" wide busy={create.isPending} onClick={() => create.mutate()}>
            {t('invite.create')}
          </Button>
        )}
        <InviteRows communityId={communityId} />
      </div>
    </Dialog>
  );
}

function NewLink({
  code,
  onAnother,
  isBusy,
}: {
  code: string;
  onAnother: () => void;
  isBusy: boolean;
}) {
  const { t } = useTranslation('chat');
  return (
    <div>
      <div className="flex items-center gap-2 rounded-lg border border-accent bg-bg-0 p-1.5 pl-3.5">
        <input
          readOnly
          aria-label={t('invite.link')}
          value={linkOf(code)}
          onFocus={(event) => event.target.select()}
          className="min-w-0 flex-1 bg-transparent outline-none!"
        />
        <Button
          size="sm"
          variant="primary"
          icon={<Copy size={15} aria-hidden />}
          onClick={() => void copyText(linkOf(code))}
        >
          {t('invite.copy')}
        </Button>
      </div>
      <button
        type="button"
        disabled={isBusy}
        onClick={onAnother}
        className="mt-2 text-sm font-[620] text-tint-text hover:underline"
      >
        {t('invite.another')}
      </button>
    </div>
  );
}

function InviteRows({ communityId }: { communityId: string }) {
  const { t } = useTranslation('chat');
  const { data, isPending, error } = useQuery(invitesQuery(communityId));
  if (error) return <AlertBanner tone="danger">{problemText(error)}</AlertBanner>;
  if (isPending) return <SkeletonRows count={2} />;
  if (data.items.length === 0) return <p className="text-sm text-text-3">{t('invite.none')}</p>;
  return (
    <section aria-label={t('invite.active')}>
      <h3 className="mb-1 text-sm font-[620] text-text-2">{t('invite.active')}</h3>
      <ul className="flex flex-col divide-y divide-line">
        {data.items.map((invite) => (
          <InviteRow key={invite.code} invite={invite} />
        ))}
      </ul>
    </section>
  );
}

function InviteRow({ invite }: { invite: Invite }) {
  const { t } = useTranslation('chat');
  const client = useQueryClient();
  const creator = useUser(invite.creatorId);
  const canRevokeAny = useCan(invite.communityId, 'invite.manage');
  const isMine = useReaderId() === invite.creatorId;
  const key = communityKeys.invites(invite.communityId);
  const revoke = useMutation({
    mutationFn: () => revokeInvite(invite.communityId, invite.code),
    onSuccess: () => {
      client.setQueryData<InviteList>(
        key,
        (known) =>
          known && { ...known, items: known.items.filter(({ code }) => code !== invite.code) },
      );
    },
    onError: (error) => showToast({ title: problemText(error), tone: 'danger' }),
  });
  const limit =
    invite.maxUses === null
      ? t('invite.used', { count: invite.uses })
      : t('invite.usedOf', { count: invite.uses, max: invite.maxUses });
  return (
    <li className="flex items-center gap-2 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-mono text-sm">{invite.code}</p>
        <p className="text-xs text-text-3">
          {[
            creator && t('invite.by', { name: creator.displayName }),
            limit,
            invite.expiresAt === null
              ? t('invite.neverExpires')
              : t('invite.until', { when: fullTimeText(invite.expiresAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <IconButton
        label={t('invite.copy')}
        icon={<Copy size={17} strokeWidth={1.9} />}
        onClick={() => void copyText(linkOf(invite.code))}
      />
      {(isMine || canRevokeAny) && (
        <IconButton
          tone="danger"
          label={t('invite.revoke')}
          icon={<Trash2 size={17} strokeWidth={1.9} />}
          onClick={() => revoke.mutate()}
        />
      )}
    </li>
  );
}
