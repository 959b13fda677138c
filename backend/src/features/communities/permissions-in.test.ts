import { allPermissions, hasPermission, namesOf } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { permissionsIn } from './permissions-in.ts';

const community = { ownerId: 'a'.repeat(24) };
const owner = community.ownerId;
const member = 'b'.repeat(24);

describe('permissionsIn', () => {
  it('gives the owner everything and a member talking and inviting only', () => {
    expect(permissionsIn(owner, community)).toBe(allPermissions);
    const names = namesOf(permissionsIn(member, community));
    expect(names).toContain('message.send');
    expect(names).toContain('invite.create');
    expect(names.filter((name) => name.endsWith('.manage') || name === 'administrator')).toEqual(
      [],
    );
  });

  it('lets only those who manage channels write announcements, and everyone read and react', () => {
    const channel = { type: 'announcement' } as const;
    expect(hasPermission(permissionsIn(owner, community, channel), 'message.send')).toBe(true);
    const mask = permissionsIn(member, community, channel);
    expect(hasPermission(mask, 'message.send')).toBe(false);
    expect(hasPermission(mask, 'message.history')).toBe(true);
    expect(hasPermission(mask, 'message.react')).toBe(true);
  });

  it.each(['voice', 'category'] as const)('lets nobody write in a %s channel', (type) => {
    for (const person of [owner, member]) {
      const mask = permissionsIn(person, community, { type });
      expect(hasPermission(mask, 'message.send')).toBe(false);
      expect(hasPermission(mask, 'channel.view')).toBe(true);
    }
  });
});
