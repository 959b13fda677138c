import { useState } from 'react';
import type { SignedIn } from '@kraken/shared';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { setupComplete } from '../../api-client/sdk.gen.ts';
import { hasCode } from '../../platform/api/api-problem.ts';
import { useInstance } from '../instance/instance.queries.ts';
import { AccountStep } from './AccountStep.tsx';
import { NameStep } from './NameStep.tsx';
import { SetupClosed, SetupDone, SetupLinkUseless } from './SetupEnds.tsx';
import {
  stepOfRefusal,
  steps,
  tokenOfHash,
  type SetupDraft,
  type SetupStep,
} from './setup-steps.ts';

const EMPTY: SetupDraft = { username: '', password: '', instanceName: '', communityName: '' };

async function complete(token: string, draft: SetupDraft): Promise<SignedIn> {
  const { username, password } = draft;
  const instanceName = draft.instanceName.trim();
  const communityName = draft.communityName.trim();
  const body = {
    token,
    username,
    password,
    ...(instanceName && { instanceName }),
    ...(communityName && { communityName }),
  };
  return (await setupComplete({ body, throwOnError: true })).data;
}

/** The first start: the owner's account, the name of the instance, the first community. Sent once, at the end. */
export function SetupScreen() {
  const { t } = useTranslation('auth');
  const { hash } = useLocation();
  const token = tokenOfHash(hash);
  const { data: instance } = useInstance();
  const [draft, setDraft] = useState(EMPTY);
  const [step, setStep] = useState<SetupStep>('account');
  const setup = useMutation({
    mutationFn: (whole: SetupDraft) => complete(token, whole),
    onError: (error) => setStep((current) => stepOfRefusal(error) ?? current),
  });

  if (setup.data) return <SetupDone signedIn={setup.data} draft={draft} />;
  if (instance?.setupRequired === false || hasCode(setup.error, 'setup-closed')) {
    return <SetupClosed />;
  }
  if (token === '') return <SetupLinkUseless kind="missing" />;
  if (hasCode(setup.error, 'setup-link-invalid')) return <SetupLinkUseless kind="invalid" />;

  const index = steps.indexOf(step);
  const common = {
    overline: t('setup.step', { step: index + 1, count: steps.length }),
    error: setup.error,
    onBack: () => setStep(steps[index - 1] ?? 'account'),
  };
  function next(change: Partial<SetupDraft>) {
    const whole = { ...draft, ...change };
    setDraft(whole);
    const following = steps[index + 1];
    if (following) setStep(following);
    else setup.mutate(whole);
  }

  if (step === 'account') return <AccountStep {...common} draft={draft} onNext={next} />;
  if (step === 'instance') {
    return (
      <NameStep
        key={step}
        {...common}
        kind="instance"
        initial={draft.instanceName}
        onNext={(name) => next({ instanceName: name })}
      />
    );
  }
  return (
    <NameStep
      key={step}
      {...common}
      kind="community"
      initial={draft.communityName}
      busy={setup.isPending}
      onNext={(name) => next({ communityName: name })}
    />
  );
}
