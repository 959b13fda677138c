import type { ChannelType } from '@kraken/shared';
import { Folder, Hash, Megaphone, Volume2, type LucideIcon } from 'lucide-react';

const ICONS: Readonly<Record<ChannelType, LucideIcon>> = {
  text: Hash,
  announcement: Megaphone,
  voice: Volume2,
  category: Folder,
};

export function channelIcon(type: ChannelType): LucideIcon {
  return ICONS[type];
}
