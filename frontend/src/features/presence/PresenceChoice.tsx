import { EyeOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../ui/cx.ts';
import { PresenceDot } from '../../ui/person/PresenceDot.tsx';
import { useSignal } from '../../ui/signal.ts';
import { chosenPresence, choosePresence, presenceChoices } from './own-presence.ts';

/** How one wants to be seen, as a row of four. */
export function PresenceChoice() {
  const { t } = useTranslation('chat');
  const chosen = useSignal(chosenPresence);
  return (
    <div role="radiogroup" aria-label={t('presence.choose')} className="grid grid-cols-2 gap-1">
      {presenceChoices.map((choice) => (
        <button
          key={choice}
          type="button"
          role="radio"
          aria-checked={choice === chosen}
          onClick={() => choosePresence(choice)}
          data-tip={t(`presence.hint.${choice}`)}
          className={cx(
            'flex h-9 items-center gap-2 rounded-sm px-2.5 text-left text-sm font-[560] touch:h-11',
            choice === chosen ? 'bg-bg-4 text-text-1' : 'text-text-2 hover:bg-bg-4',
          )}
        >
          <span aria-hidden="true" className="grid w-3.5 place-items-center">
            {choice === 'invisible' ? (
              <EyeOff size={14} strokeWidth={2} />
            ) : (
              <PresenceDot presence={choice} className="size-2.5" />
            )}
          </span>
          <span className="truncate">{t(`presence.${choice}`)}</span>
        </button>
      ))}
    </div>
  );
}
