import type { LucideIcon } from 'lucide-react';

export interface SettingsSection {
  id: string;
  label: string;
  /** Heading that it stands under. */
  group: string;
  icon: LucideIcon;
  /** More words that the search finds it by. */
  keywords: string;
}

/** Sections in which every word of the query begins some word. */
export function findSections(
  sections: readonly SettingsSection[],
  query: string,
): readonly SettingsSection[] {
  const wanted = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return sections.filter(({ label, keywords }) => {
    const words = `${label} ${keywords}`.toLocaleLowerCase().split(/\s+/);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}
