import type { Me } from '@kraken/shared';
import type { CustomStatus, UpdateMe } from '../../api-client/types.gen.ts';
import { expiryOf, type ExpiryChoice } from './status-expiry.ts';

/** The profile as it stands in the form. */
export interface ProfileDraft {
  displayName: string;
  pronouns: string;
  bio: string;
  statusText: string;
  /** `keep` leaves the expiry of the present status alone. */
  expiry: ExpiryChoice | 'keep';
}

export function draftOf(me: Me): ProfileDraft {
  return {
    displayName: me.displayName,
    pronouns: me.pronouns,
    bio: me.bio,
    statusText: me.customStatus?.text ?? '',
    expiry: me.customStatus?.expiresAt ? 'keep' : 'never',
  };
}

/** The status to store: null clears it. */
export function statusOf(
  draft: Pick<ProfileDraft, 'statusText' | 'expiry'>,
  me: Pick<Me, 'customStatus'>,
): CustomStatus | null {
  const text = draft.statusText.trim();
  if (text === '') return null;
  const expiresAt = draft.expiry === 'keep' ? me.customStatus?.expiresAt : expiryOf(draft.expiry);
  return expiresAt === undefined ? { text } : { text, expiresAt };
}

/** Only what differs from what is stored; undefined when nothing does. */
export function changeOf(draft: ProfileDraft, me: Me): UpdateMe | undefined {
  const stored = draftOf(me);
  const change: UpdateMe = {};
  const displayName = draft.displayName.trim() || me.username;
  if (displayName !== me.displayName) change.displayName = displayName;
  if (draft.pronouns.trim() !== me.pronouns) change.pronouns = draft.pronouns.trim();
  if (draft.bio !== me.bio) change.bio = draft.bio;
  if (draft.statusText.trim() !== stored.statusText || draft.expiry !== stored.expiry) {
    const isStillEmpty = draft.statusText.trim() === '' && stored.statusText === '';
    if (!isStillEmpty) change.customStatus = statusOf(draft, me);
  }
  return Object.keys(change).length > 0 ? change : undefined;
}
