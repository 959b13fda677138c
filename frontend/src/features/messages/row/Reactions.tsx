import type { Message } from '@kraken/shared';
import { SmilePlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../ui/cx.ts';
import { openEmojiPicker } from '../emoji/open-emoji-picker.ts';
import { useMessageActions } from './message-actions.ts';

/** What people answered with one sign, and how many. */
export function Reactions({ message }: { message: Message }) {
  const { t } = useTranslation('chat');
  const { canReact, react } = useMessageActions();
  if (message.reactions.length === 0) return null;
  return (
    <div className="mt-1.5 mb-1 flex flex-wrap gap-1.5">
      {message.reactions.map(({ emoji, count, me }) => (
        <button
          key={emoji}
          type="button"
          aria-pressed={me}
          aria-label={t('reaction.label', { emoji, count })}
          data-tip={me ? t('reaction.takeBack') : t('reaction.join')}
          disabled={!canReact && !me}
          onClick={() => react(message, emoji, !me)}
          className={cx(
            'inline-flex h-7 items-center gap-1.5 rounded-sm border px-2 text-sm font-[620] tabular transition-colors touch:h-9',
            me
              ? 'border-[color-mix(in_srgb,var(--accent)_55%,transparent)] bg-tint text-tint-text'
              : 'border-transparent bg-bg-3 text-text-2 hover:border-line-2 hover:text-text-1',
          )}
        >
          <span className="font-emoji text-base leading-none">{emoji}</span>
          {count}
        </button>
      ))}
      {canReact && (
        <button
          type="button"
          aria-label={t('reaction.add')}
          data-tip={t('reaction.add')}
          onClick={(event) =>
            openEmojiPicker({
              anchor: event.currentTarget,
              onPick: (emoji) => react(message, emoji, true),
            })
          }
          className="inline-grid h-7 w-9 place-items-center rounded-sm bg-bg-3 text-text-3 hover:text-text-1 touch:h-9 touch:w-11"
        >
          <SmilePlus size={17} strokeWidth={1.9} aria-hidden />
        </button>
      )}
    </div>
  );
}
