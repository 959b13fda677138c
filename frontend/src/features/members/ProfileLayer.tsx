import { lazy, Suspense } from 'react';
import { useSignal } from '../../ui/signal.ts';
import { openedProfile } from './open-profile.ts';

const ProfilePopup = lazy(async () => ({
  default: (await import('./ProfilePopup.tsx')).ProfilePopup,
}));

/** The one profile card of the page; its code loads with the first use. */
export function ProfileLayer({ communityId }: { communityId: string | undefined }) {
  const request = useSignal(openedProfile);
  if (!request) return null;
  return (
    <Suspense fallback={null}>
      <ProfilePopup key={request.userId} request={request} communityId={communityId} />
    </Suspense>
  );
}
