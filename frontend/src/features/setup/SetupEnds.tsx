import { PartyPopper } from 'lucide-react';
import type { SignedIn } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { communityList } from '../../api-client/sdk.gen.ts';
import { paths } from '../../paths.ts';
import { communityPath } from '../channels/paths.ts';
import { session } from '../../platform/session/this-session.ts';
import { Button, buttonClass } from '../../ui/button/Button.tsx';
import { DoorPage } from '../../ui/layout/DoorPage.tsx';
import { CommandLine } from '../instance/CommandLine.tsx';
import { SETUP_LINK_COMMAND } from '../instance/SetupPendingScreen.tsx';
import type { SetupDraft } from './setup-steps.ts';

/** The community that was just founded; the home when it cannot be told. */
async function firstPlace(): Promise<string> {
  try {
    const { data } = await communityList({ throwOnError: true });
    const [first] = data.items;
    return first ? communityPath(first.id) : paths.home;
  } catch {
    return paths.home;
  }
}

export function SetupDone({ signedIn, draft }: { signedIn: SignedIn; draft: SetupDraft }) {
  const { t } = useTranslation('auth');
  const navigate = useNavigate();
  const community = draft.communityName.trim();

  async function enter() {
    session.accept(signedIn);
    await navigate(await firstPlace(), { replace: true });
  }

  return (
    <DoorPage
      picture={
        <span className="mb-4 grid size-16 place-items-center rounded-3xl bg-tint text-accent">
          <PartyPopper size={30} strokeWidth={1.9} aria-hidden />
        </span>
      }
      title={t('setup.done.title', {
        name: draft.instanceName.trim() || t('setup.instance.placeholder'),
      })}
      subtitle={t('setup.done.subtitle')}
    >
      <Button variant="primary" size="lg" wide autoFocus onClick={() => void enter()}>
        {community ? t('setup.done.submit', { name: community }) : t('setup.done.enter')}
      </Button>
    </DoorPage>
  );
}

export function SetupClosed() {
  const { t } = useTranslation('auth');
  return (
    <DoorPage title={t('setup.closed.title')} subtitle={t('setup.closed.body')}>
      <Link to={paths.login} className={buttonClass('primary', 'lg', true)}>
        {t('setup.closed.action')}
      </Link>
    </DoorPage>
  );
}

/** The link is cut off, used or too old: how to get another one. */
export function SetupLinkUseless({ kind }: { kind: 'missing' | 'invalid' }) {
  const { t } = useTranslation('auth');
  return (
    <DoorPage title={t(`setup.${kind}.title`)} subtitle={t(`setup.${kind}.body`)}>
      <CommandLine command={SETUP_LINK_COMMAND} />
    </DoorPage>
  );
}
