import type { Member, PresenceStatus } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { memberRows } from './member-groups.ts';

const member = (displayName: string, presence: PresenceStatus) =>
  ({ user: { id: displayName, displayName }, presence }) as Member;
const text = (members: Member[], total = members.length) =>
  memberRows(members, total, 'en').map((row) =>
    row.kind === 'head' ? `${row.key} ${row.count}` : row.member.user.displayName,
  );

describe('the member list', () => {
  it('shows who is here first, each group by name', () => {
    const people = [
      member('hugo', 'offline'),
      member('Éva', 'idle'),
      member('Ana', 'offline'),
      member('ben', 'online'),
      member('Zoe', 'dnd'),
    ];
    expect(text(people)).toEqual(['online 3', 'ben', 'Éva', 'Zoe', 'offline 2', 'Ana', 'hugo']);
  });

  it('leaves out the heading of an empty group', () => {
    expect(text([member('Ana', 'offline')])).toEqual(['offline 1', 'Ana']);
    expect(text([member('Ana', 'online')])).toEqual(['online 1', 'Ana']);
  });

  it('counts those that are not loaded yet', () => {
    expect(text([member('Ana', 'online'), member('Ben', 'offline')], 900)).toEqual([
      'online 1',
      'Ana',
      'offline 899',
      'Ben',
    ]);
  });
});
