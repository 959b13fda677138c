import { useNavigate } from 'react-router';
import { communityPath } from '../channels/paths.ts';

/** Leaves the invite for the community it led to; going back does not open the invite again. */
export function useEnterCommunity(): (communityId: string) => void {
  const navigate = useNavigate();
  return (communityId) => void navigate(communityPath(communityId), { replace: true });
}
