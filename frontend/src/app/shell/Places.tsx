import { matchPath, Route, Routes, useNavigate, type Location } from 'react-router';
import { pathPatterns, paths } from '../../paths.ts';
import { NotFoundScreen } from '../NotFoundScreen.tsx';
import { AppShell } from './AppShell.tsx';
import { HomeScreen } from './HomeScreen.tsx';
import { YouScreen } from './YouScreen.tsx';

/**
 * Fills the shell's slots for an address. `rail` and `sidebar` stay mounted while one walks through the channels of a
 * community; on a phone `showsMain` says which column is in front.
 */
export function Places({ location }: { location: Location }) {
  const navigate = useNavigate();
  const { pathname } = location;
  const channel = matchPath(pathPatterns.channel, pathname);
  const you = matchPath(pathPatterns.you, pathname);
  const community = matchPath(pathPatterns.community, pathname);
  const isKnown = channel ?? you ?? community ?? matchPath(pathPatterns.home, pathname);
  if (!isKnown) return <NotFoundScreen />;

  return (
    <AppShell
      rail={null}
      sidebar={you ? <YouScreen /> : null}
      showsMain={channel !== null}
      onBack={() => void navigate(paths.home)}
      main={
        <Routes location={location}>
          <Route path="*" element={<HomeScreen />} />
        </Routes>
      }
    />
  );
}
