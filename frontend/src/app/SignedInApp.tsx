import { useState } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { setQueryDefaults } from '../socket-hub/query-defaults.ts';
import { MenuLayer } from '../ui/menu/MenuLayer.tsx';
import { ToastLayer } from '../ui/toast/ToastLayer.tsx';
import { createQueryClient } from './query-client.ts';
import { SignedInRoutes } from './shell/SignedInRoutes.tsx';
import { useAccountSettings } from './useAccountSettings.ts';
import { useLiveAccount } from './useLiveAccount.ts';

function createAccountClient() {
  const client = createQueryClient();
  setQueryDefaults(client);
  return client;
}

/** Everything behind the doors, for one person: their cache, their line to the server, their settings. */
export function SignedInApp({ userId }: { userId: string }) {
  const [client] = useState(createAccountClient);
  const isReady = useLiveAccount(client, userId);
  return (
    <QueryClientProvider client={client}>
      {isReady && <Inside />}
      <MenuLayer />
      <ToastLayer />
    </QueryClientProvider>
  );
}

function Inside() {
  useAccountSettings();
  return <SignedInRoutes />;
}
