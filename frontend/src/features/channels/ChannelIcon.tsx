import type { ChannelType } from '@kraken/shared';
import { Folder, Hash, Megaphone, Volume2, type LucideIcon } from 'lucide-react';

const ICONS: Readonly<Record<ChannelType, LucideIcon>> = {
  text: Hash,
  announcement: Megaphone,
  voice: Volume2,
  category: Folder,
};

interface ChannelIconProps {
  type: ChannelType;
  size?: number;
  className?: string | undefined;
}

/** What kind of channel it is, as a picture; silent for readers, the name stands beside it. */
export function ChannelIcon({ type, size = 19, className }: ChannelIconProps) {
  const Icon = ICONS[type];
  return <Icon size={size} strokeWidth={1.9} aria-hidden className={className} />;
}
