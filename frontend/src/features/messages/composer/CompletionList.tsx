import { AtSign, Hash } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../ui/person/Avatar.tsx';
import { cx } from '../../../ui/cx.ts';
import type { Trigger } from './trigger.ts';
import type { Completion } from './useCompletions.ts';

interface CompletionListProps {
  id: string;
  mark: Trigger['mark'];
  completions: readonly Completion[];
  chosen: number;
  onChoose: (index: number) => void;
  onTake: (completion: Completion) => void;
}

/** Stands above the box while a name is being written. The focus stays in the box. */
export function CompletionList(props: CompletionListProps) {
  const { id, mark, completions, chosen, onChoose, onTake } = props;
  const { t } = useTranslation('chat');
  const title = {
    '@': t('complete.people'),
    '#': t('complete.channels'),
    ':': t('complete.emoji'),
  }[mark];
  return (
    <div className="absolute inset-x-0 bottom-[calc(100%+0.5rem)] z-20 rounded-lg border border-line bg-float p-1.5 shadow-float">
      <p className="px-2.5 pt-1 pb-1.5 text-xs font-[620] text-text-3">{title}</p>
      <div role="listbox" id={id} aria-label={title}>
        {completions.map((completion, index) => (
          <div
            key={completion.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={cx(
              'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-sm touch:min-h-11',
              index === chosen && 'bg-bg-4',
            )}
            onPointerMove={() => onChoose(index)}
            // A press would take the focus out of the box before the click comes.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onTake(completion)}
            onKeyDown={(event) => event.key === 'Enter' && onTake(completion)}
          >
            <Line completion={completion} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Line({ completion }: { completion: Completion }) {
  const { t } = useTranslation('chat');
  switch (completion.kind) {
    case 'member': {
      const { user, presence } = completion.member;
      return (
        <>
          <Avatar
            id={user.id}
            name={user.displayName}
            size={24}
            presence={presence}
            rim="border-float"
          />
          <span className="truncate font-[600]">{user.displayName}</span>
          <span className="ml-auto truncate text-text-3">{user.username}</span>
        </>
      );
    }
    case 'everyone':
      return (
        <>
          <AtSign size={18} strokeWidth={1.9} aria-hidden className="mx-0.75 text-text-3" />
          <span className="font-[600]">@{completion.name}</span>
          <span className="ml-auto truncate text-text-3">
            {completion.name === 'here' ? t('complete.here') : t('complete.everyone')}
          </span>
        </>
      );
    case 'channel':
      return (
        <>
          <Hash size={18} strokeWidth={1.9} aria-hidden className="text-text-3" />
          <span className="truncate font-[560]">{completion.name}</span>
        </>
      );
    case 'emoji':
      return (
        <>
          <span className="w-6 text-center font-emoji text-lg">{completion.emoji}</span>
          <span className="truncate">:{completion.name}:</span>
        </>
      );
  }
}
