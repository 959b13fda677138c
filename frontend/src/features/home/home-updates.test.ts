import { defaultSettings, type Home } from '@kraken/shared';
import { expect, it } from 'vitest';
import { keepHeads } from './home-updates.ts';

const createdAt = '2026-01-01T00:00:00.000Z';

function homeWith(heads: Record<string, number>): Home {
  const user = {
    id: 'me',
    username: 'iris',
    displayName: 'Iris',
    pronouns: '',
    bio: '',
    customStatus: null,
    createdAt,
    rights: [],
    settings: defaultSettings,
  };
  const channels = Object.entries(heads).map(([channelId, lastN]) => ({
    channelId,
    n: 0,
    mentions: 0,
    lastN,
  }));
  const facts = { name: '', description: '', ownerId: 'me', version: 1, memberCount: 1, createdAt };
  return { user, communities: [{ id: 'community', ...facts, channels }] };
}

it('an answer that is a moment behind does not take back what was told', () => {
  const known = homeWith({ told: 5, quiet: 2, gone: 9 });
  expect(keepHeads(homeWith({ told: 4, quiet: 3, fresh: 1 }), known)).toEqual(
    homeWith({ told: 5, quiet: 3, fresh: 1 }),
  );
  expect(keepHeads(known, undefined)).toBe(known);
});
