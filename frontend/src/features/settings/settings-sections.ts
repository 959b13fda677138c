import {
  Anchor,
  Keyboard,
  Languages,
  MonitorSmartphone,
  Palette,
  SquareUser,
  UserRound,
} from 'lucide-react';
import type { TFunction } from 'i18next';
import type { SettingsSection } from '../../ui/layout/settings-section.ts';

const all = [
  { id: 'account', group: 'user', icon: UserRound },
  { id: 'profile', group: 'user', icon: SquareUser },
  { id: 'sessions', group: 'user', icon: MonitorSmartphone },
  { id: 'appearance', group: 'app', icon: Palette },
  { id: 'language', group: 'app', icon: Languages },
  { id: 'shortcuts', group: 'app', icon: Keyboard },
  { id: 'instance', group: 'instance', icon: Anchor },
] as const;

export type SectionId = (typeof all)[number]['id'];

export const firstSection: SectionId = 'account';

/** The sections this person may open, with their words. */
export function sectionsFor(
  t: TFunction<'settings'>,
  managesInstance: boolean,
): readonly (SettingsSection & { id: SectionId })[] {
  return all
    .filter(({ id }) => id !== 'instance' || managesInstance)
    .map(({ id, group, icon }) => ({
      id,
      icon,
      group: t(`group.${group}`),
      label: t(`section.${id}`),
      keywords: t(`keywords.${id}`),
    }));
}
