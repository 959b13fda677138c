import { Palette, UserRound } from 'lucide-react';
import { describe, expect, it } from 'vitest';
import { findSections } from './settings-section.ts';

const sections = [
  {
    id: 'account',
    label: 'My account',
    group: 'You',
    icon: UserRound,
    keywords: 'username password',
  },
  {
    id: 'appearance',
    label: 'Appearance',
    group: 'App',
    icon: Palette,
    keywords: 'theme dark light',
  },
];
const found = (query: string) => findSections(sections, query).map(({ id }) => id);

describe('findSections', () => {
  it('finds by the beginning of label and keywords, whatever the case', () => {
    expect(found('PASS')).toEqual(['account']);
    expect(found('dark the')).toEqual(['appearance']);
    expect(found('a')).toEqual(['account', 'appearance']);
  });

  it('shows everything without a query and nothing for strangers', () => {
    expect(found('  ')).toHaveLength(2);
    expect(found('webhook')).toEqual([]);
  });
});
