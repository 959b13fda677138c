import type { Channel } from '@kraken/shared';
import { ArrowLeft, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { keysOf } from '../../platform/keys.ts';
import { useShortcut } from '../../platform/useShortcut.ts';
import { IconButton } from '../../ui/button/IconButton.tsx';
import { Popover } from '../../ui/overlay/Popover.tsx';
import { ChannelIcon } from './ChannelIcon.tsx';
import { communityPath } from './paths.ts';

interface ChannelHeaderProps {
  channel: Channel;
  areMembersShown: boolean;
  onToggleMembers: () => void;
}

/** Name, topic, and what belongs to the channel as a whole. */
export function ChannelHeader({ channel, areMembersShown, onToggleMembers }: ChannelHeaderProps) {
  const { t } = useTranslation('chat');
  const navigate = useNavigate();
  useShortcut({ key: 'u', ctrl: true }, onToggleMembers);
  return (
    <header className="flex h-13 shrink-0 items-center gap-2 border-b border-line pr-3 pl-4 max-md:h-14 max-md:pl-1.5">
      <IconButton
        size="lg"
        className="md:hidden"
        label={t('header.back')}
        icon={<ArrowLeft size={21} strokeWidth={1.9} />}
        onClick={() => void navigate(communityPath(channel.communityId))}
      />
      <ChannelIcon type={channel.type} size={21} className="shrink-0 text-text-3" />
      <h1 className="truncate text-lg font-[680]">{channel.name}</h1>
      {channel.topic && (
        <>
          <span className="mx-1.5 h-5 w-px shrink-0 bg-line-2 max-md:hidden" />
          <Topic channel={channel} />
        </>
      )}
      <div className="ml-auto flex shrink-0 items-center gap-1">
        <IconButton
          label={areMembersShown ? t('header.hideMembers') : t('header.showMembers')}
          keys={keysOf('Ctrl U')}
          tipSide="bottom"
          pressed={areMembersShown}
          icon={<Users size={20} strokeWidth={1.9} />}
          onClick={onToggleMembers}
        />
      </div>
    </header>
  );
}

/** One line; the whole of it in a card. */
function Topic({ channel }: { channel: Channel }) {
  const { t } = useTranslation('chat');
  return (
    <Popover
      label={t('header.topic')}
      panel={
        <div className="p-4">
          <h2 className="text-lg font-[680]">#{channel.name}</h2>
          <p className="mt-1 break-words whitespace-pre-wrap text-text-2">{channel.topic}</p>
        </div>
      }
    >
      {(trigger) => (
        <button
          type="button"
          {...trigger}
          className="min-w-0 truncate rounded-xs text-sm text-text-2 hover:text-text-1 max-md:hidden"
        >
          {channel.topic}
        </button>
      )}
    </Popover>
  );
}
