import { Suspense, useCallback, useLayoutEffect, useState } from 'react';
import { matchPath, useLocation, useNavigate, type Location } from 'react-router';
import { pathPatterns, paths } from '../../paths.ts';
import { CrashBoundary } from '../CrashBoundary.tsx';
import { settings, shortcutSheet } from './overlays.ts';
import { useShortcut } from '../../platform/useShortcut.ts';
import { Places } from './Places.tsx';

/** The shell's place stays where it was while the settings cover it. */
function usePlaceBelow(location: Location): Location {
  const isSettings = matchPath(pathPatterns.settings, location.pathname) !== null;
  const [below, setBelow] = useState(() =>
    isSettings ? { ...location, pathname: '/' } : location,
  );
  if (!isSettings && below !== location) setBelow(location);
  return isSettings ? below : location;
}

/** Gives the focus back to where it was when what covered the shell goes. */
function useFocusBack(isCovered: boolean): void {
  useLayoutEffect(() => {
    if (!isCovered) return;
    const before = document.activeElement;
    return () => {
      // The shell is inert until this commit has been applied.
      requestAnimationFrame(() => before instanceof HTMLElement && before.focus());
    };
  }, [isCovered]);
}

export function SignedInRoutes() {
  const location = useLocation();
  const navigate = useNavigate();
  const place = usePlaceBelow(location);
  const open = matchPath(pathPatterns.settings, location.pathname);
  const [showsKeys, setShowsKeys] = useState(false);
  useFocusBack(open !== null);

  useShortcut({ key: ',', ctrl: true }, () => void navigate(paths.settings('account')));
  useShortcut({ key: '/', ctrl: true }, () => setShowsKeys(true));
  const { pathname, search } = place;
  const close = useCallback(() => void navigate(pathname + search), [navigate, pathname, search]);

  return (
    <>
      <div className="h-full" inert={open !== null}>
        <CrashBoundary resetKey={place.pathname}>
          <Places location={place} />
        </CrashBoundary>
      </div>
      {open && (
        <CrashBoundary resetKey={location.pathname}>
          <Suspense fallback={null}>
            <settings.Screen
              section={open.params.section}
              onClose={close}
              onBackToList={() => void navigate(paths.settingsList, { replace: true })}
            />
          </Suspense>
        </CrashBoundary>
      )}
      {showsKeys && (
        <Suspense fallback={null}>
          <shortcutSheet.Screen open onOpenChange={setShowsKeys} />
        </Suspense>
      )}
    </>
  );
}
