import { useEffect } from 'react';
import { DialogLayer } from '../../ui/overlay/DialogLayer.tsx';
import { ProfileLayer } from '../members/ProfileLayer.tsx';
import { EmojiPickerLayer } from '../messages/emoji/EmojiPickerLayer.tsx';
import { startOwnPresence } from '../presence/own-presence.ts';
import { snapshotQuery } from '../communities/communities.queries.ts';
import { useQuery } from '@tanstack/react-query';
import { usePlaceKeys } from './usePlaceKeys.ts';
import { useTitle } from './useTitle.ts';

interface ChatLayersProps {
  communityId: string | undefined;
  channelId: string | undefined;
}

/** What exists once beside the shell: dialogs, cards, pickers, keys, the tab's title, one's presence. */
export function ChatLayers({ communityId, channelId }: ChatLayersProps) {
  const { data: place } = useQuery({
    ...snapshotQuery(communityId ?? ''),
    enabled: communityId !== undefined,
    select: (snapshot) => {
      const channel = snapshot.channels.find(({ id }) => id === channelId);
      return channel ? `#${channel.name}` : snapshot.name;
    },
  });
  usePlaceKeys({ communityId, channelId });
  useTitle(communityId === undefined ? undefined : place);
  useEffect(startOwnPresence, []);
  return (
    <>
      <DialogLayer />
      <ProfileLayer communityId={communityId} />
      <EmojiPickerLayer />
    </>
  );
}
