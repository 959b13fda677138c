import type { ReactNode } from 'react';
import type { User } from '@kraken/shared';
import { Avatar } from '../../ui/person/Avatar.tsx';
import { gradientOf } from '../../ui/person/gradient.ts';
import type { Presence } from '../../ui/person/PresenceDot.tsx';

interface ProfileCardProps {
  user: User;
  presence?: Presence | undefined;
  /** Actions or roles below. */
  children?: ReactNode;
}

/** A person at a glance; fills the card or panel it is put in. */
export function ProfileCard({ user, presence, children }: ProfileCardProps) {
  return (
    <div>
      <div
        className="h-18 rounded-t-2xl opacity-70"
        style={{ background: gradientOf(user.id, true) }}
      />
      <div className="px-4 pb-4">
        <span className="-mt-10 inline-block rounded-full border-4 border-float">
          <Avatar
            id={user.id}
            name={user.displayName}
            size={80}
            presence={presence}
            rim="border-float"
          />
        </span>
        <p className="mt-1.5 text-xl font-bold">{user.displayName}</p>
        <p className="text-base text-text-2">
          @{user.username}
          {user.pronouns && <span className="text-text-3"> · {user.pronouns}</span>}
        </p>
        {user.customStatus && <p className="mt-2.5 text-base">{user.customStatus.text}</p>}
        {user.bio && (
          <p className="mt-2.5 border-t border-line pt-2.5 text-base whitespace-pre-wrap text-text-2">
            {user.bio}
          </p>
        )}
        {children}
      </div>
    </div>
  );
}
