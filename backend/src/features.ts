import type { Type } from '@nestjs/common';
import { AuthModule } from './features/auth/auth.module.ts';
import { ChannelsModule } from './features/channels/channels.module.ts';
import { CommunitiesModule } from './features/communities/communities.module.ts';
import { HomeModule } from './features/home/home.module.ts';
import { InstanceModule } from './features/instance/instance.module.ts';
import { InvitesModule } from './features/invites/invites.module.ts';
import { MembersModule } from './features/members/members.module.ts';
import { MessagesModule } from './features/messages/messages.module.ts';
import { PresenceModule } from './features/presence/presence.module.ts';
import { ReactionsModule } from './features/reactions/reactions.module.ts';
import { ReadsModule } from './features/reads/reads.module.ts';
import { SetupModule } from './features/setup/setup.module.ts';
import { TypingModule } from './features/typing/typing.module.ts';
import { UsersModule } from './features/users/users.module.ts';

/** Every feature of the product, one line each: what is not here does not exist. */
export const featureModules: Type[] = [
  AuthModule,
  ChannelsModule,
  CommunitiesModule,
  HomeModule,
  InstanceModule,
  InvitesModule,
  MembersModule,
  MessagesModule,
  PresenceModule,
  ReactionsModule,
  ReadsModule,
  SetupModule,
  TypingModule,
  UsersModule,
];
