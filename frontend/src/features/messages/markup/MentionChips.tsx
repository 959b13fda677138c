import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { cx } from '../../../ui/cx.ts';
import { channelPath } from '../../channels/paths.ts';
import { useReaderId } from '../../home/home.queries.ts';
import { openProfile } from '../../members/open-profile.ts';
import { useUser } from '../../users/users.queries.ts';
import { useCommunityChannel } from '../community-context.ts';

const chip = 'rounded-xs bg-tint px-1 py-px font-[600] text-tint-text no-underline';

export function UserChip({ userId }: { userId: string }) {
  const { t } = useTranslation('chat');
  const user = useUser(userId);
  const isMe = useReaderId() === userId;
  return (
    <button
      type="button"
      className={cx(
        chip,
        'hover:bg-[color-mix(in_srgb,var(--accent)_26%,transparent)]',
        isMe && 'ring-1 ring-line-2',
      )}
      onClick={(event) => openProfile(userId, event.currentTarget)}
    >
      @{user?.displayName ?? t('someone')}
    </button>
  );
}

/** A channel that the reader cannot see has no name here. */
export function ChannelChip({ channelId }: { channelId: string }) {
  const { t } = useTranslation('chat');
  const channel = useCommunityChannel(channelId);
  if (!channel) return <span className={cx(chip, 'italic')}>#{t('channel.unknown')}</span>;
  return (
    <Link to={channelPath(channel.communityId, channel.id)} className={cx(chip, 'hover:underline')}>
      #{channel.name}
    </Link>
  );
}

export function EveryoneChip({ scope }: { scope: 'everyone' | 'here' }) {
  return <span className={chip}>@{scope}</span>;
}
