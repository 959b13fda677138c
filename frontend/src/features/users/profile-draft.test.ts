import { defaultSettings, type Me } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { changeOf, draftOf } from './profile-draft.ts';

const me: Me = {
  id: '65f000000000000000000001',
  username: 'iris.k',
  displayName: 'Iris',
  pronouns: 'she/her',
  bio: '',
  customStatus: { text: 'sailing', expiresAt: '2030-01-01T00:00:00.000Z' },
  createdAt: '2026-01-01T00:00:00.000Z',
  rights: [],
  settings: defaultSettings,
};

describe('changeOf', () => {
  it('finds nothing to save in an untouched form, nor in blanks at the edges', () => {
    expect(changeOf(draftOf(me), me)).toBeUndefined();
    expect(
      changeOf({ ...draftOf(me), displayName: ' Iris ', pronouns: 'she/her ' }, me),
    ).toBeUndefined();
  });

  it('sends only what differs', () => {
    expect(changeOf({ ...draftOf(me), bio: 'Sails.' }, me)).toEqual({ bio: 'Sails.' });
  });

  it('falls back to the username when the display name is emptied', () => {
    expect(changeOf({ ...draftOf(me), displayName: '  ' }, me)).toEqual({ displayName: 'iris.k' });
  });

  it('keeps the expiry when only the words of the status change', () => {
    expect(changeOf({ ...draftOf(me), statusText: 'ashore' }, me)).toEqual({
      customStatus: { text: 'ashore', expiresAt: '2030-01-01T00:00:00.000Z' },
    });
  });

  it('clears a status that is emptied', () => {
    expect(changeOf({ ...draftOf(me), statusText: '' }, me)).toEqual({ customStatus: null });
  });
});
