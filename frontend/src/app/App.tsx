import { StrictMode, Suspense, useEffect, useState } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter, Navigate, Route, Routes, useLocation } from 'react-router';
import { pathPatterns, paths, returnPath } from '../paths.ts';
import { useSession } from '../platform/session/this-session.ts';
import { TooltipLayer } from '../ui/tooltip/TooltipLayer.tsx';
import { BootSkeleton } from './BootSkeleton.tsx';
import { CrashBoundary } from './CrashBoundary.tsx';
import { createQueryClient } from './query-client.ts';
import { invite, login, register, setup, signedIn } from './screens.ts';
import { UnreachableScreen } from './UnreachableScreen.tsx';

export function App() {
  const [client] = useState(createQueryClient);
  return (
    <StrictMode>
      <QueryClientProvider client={client}>
        <CrashBoundary>
          <BrowserRouter>
            <Suspense fallback={<BootSkeleton />}>
              <Doors />
            </Suspense>
          </BrowserRouter>
          <TooltipLayer />
        </CrashBoundary>
      </QueryClientProvider>
    </StrictMode>
  );
}

/** Which side of the door one stands on. Set-up and invites are open to both. */
function Doors() {
  const { status } = useSession();
  return (
    <Routes>
      <Route path={pathPatterns.setup} element={<setup.Screen />} />
      <Route path={pathPatterns.invite} element={<invite.Screen />} />
      {status === 'signed-in' ? (
        <>
          <Route path={pathPatterns.login} element={<GoBack />} />
          <Route path={pathPatterns.register} element={<GoBack />} />
          <Route path="*" element={<Inside />} />
        </>
      ) : (
        <>
          <Route path={pathPatterns.login} element={<login.Screen />} />
          <Route path={pathPatterns.register} element={<register.Screen />} />
          <Route path="*" element={<Outside />} />
        </>
      )}
    </Routes>
  );
}

function GoBack() {
  const { search } = useLocation();
  return <Navigate to={returnPath(search)} replace />;
}

function Inside() {
  const state = useSession();
  // Another person in the same tab begins with nothing of the one before.
  return state.status === 'signed-in' ? (
    <signedIn.Screen key={state.userId} userId={state.userId} />
  ) : null;
}

function Outside() {
  const { status } = useSession();
  const { pathname, search } = useLocation();
  useEffect(() => {
    if (status === 'signed-out') document.documentElement.dataset['boot'] = 'door';
  }, [status]);
  if (status === 'restoring') return <BootSkeleton />;
  if (status === 'unreachable') return <UnreachableScreen />;
  const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
  return <Navigate to={`${paths.login}${next}`} replace />;
}
