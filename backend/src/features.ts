import type { Type } from '@nestjs/common';
import { AuthModule } from './features/auth/auth.module.ts';
import { ChannelsModule } from './features/channels/channels.module.ts';
import { CommunitiesModule } from './features/communities/communities.module.ts';
import { InstanceModule } from './features/instance/instance.module.ts';
import { InvitesModule } from './features/invites/invites.module.ts';
import { MembersModule } from './features/members/members.module.ts';
import { PresenceModule } from './features/presence/presence.module.ts';
import { SetupModule } from './features/setup/setup.module.ts';
import { UsersModule } from './features/users/users.module.ts';

/** Every feature of the product, one line each: what is not here does not exist. */
export const featureModules: Type[] = [
  AuthModule,
  ChannelsModule,
  CommunitiesModule,
  InstanceModule,
  InvitesModule,
  MembersModule,
  PresenceModule,
  SetupModule,
  UsersModule,
];
