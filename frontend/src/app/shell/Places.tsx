import { matchPath, useNavigate, type Location } from 'react-router';
import { ChannelScreen, CommunityEntry } from '../../features/channels/ChannelScreen.tsx';
import { ChannelSidebar } from '../../features/channels/ChannelSidebar.tsx';
import { communityPath } from '../../features/channels/paths.ts';
import { CommunityRail } from '../../features/communities/CommunityRail.tsx';
import { ChatLayers } from '../../features/home/ChatLayers.tsx';
import { HomeSidebar } from '../../features/home/HomeSidebar.tsx';
import { pathPatterns, paths } from '../../paths.ts';
import { NotFoundScreen } from '../NotFoundScreen.tsx';
import { AppShell } from './AppShell.tsx';
import { HomeScreen } from './HomeScreen.tsx';
import { YouScreen } from './YouScreen.tsx';

interface Place {
  communityId?: string | undefined;
  channelId?: string | undefined;
  messageId?: string | undefined;
}

function Main({ communityId, channelId, messageId }: Place) {
  if (communityId === undefined) return <HomeScreen />;
  if (channelId === undefined)
    return <CommunityEntry key={communityId} communityId={communityId} />;
  return <ChannelScreen {...{ communityId, channelId, messageId }} />;
}

function Lists({ communityId, channelId, isYou }: Place & { isYou: boolean }) {
  if (isYou) return <YouScreen />;
  if (communityId === undefined) return <HomeSidebar />;
  return <ChannelSidebar communityId={communityId} channelId={channelId} />;
}

/**
 * Fills the shell's slots for an address. `rail` and `sidebar` stay mounted while one walks through the channels of a
 * community; on a phone `showsMain` says which column is in front.
 */
export function Places({ location }: { location: Location }) {
  const navigate = useNavigate();
  const { pathname } = location;
  const you = matchPath(pathPatterns.you, pathname);
  const inChannel = matchPath(pathPatterns.channel, pathname);
  const inCommunity = inChannel ?? matchPath(pathPatterns.community, pathname);
  if (!inCommunity && !you && !matchPath(pathPatterns.home, pathname)) return <NotFoundScreen />;
  const place: Place = { ...inCommunity?.params };

  return (
    <>
      <AppShell
        rail={<CommunityRail communityId={place.communityId} />}
        hidesRail={you !== null}
        sidebar={<Lists {...place} isYou={you !== null} />}
        showsMain={inChannel !== null}
        onBack={() =>
          void navigate(place.communityId ? communityPath(place.communityId) : paths.home)
        }
        main={<Main {...place} />}
      />
      <ChatLayers communityId={place.communityId} channelId={place.channelId} />
    </>
  );
}
