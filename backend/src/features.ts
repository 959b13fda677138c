import type { Type } from '@nestjs/common';
import { AuthModule } from './features/auth/auth.module.ts';
import { InstanceModule } from './features/instance/instance.module.ts';
import { PresenceModule } from './features/presence/presence.module.ts';
import { SetupModule } from './features/setup/setup.module.ts';
import { UsersModule } from './features/users/users.module.ts';

/** Every feature of the product, one line each: what is not here does not exist. */
export const featureModules: Type[] = [
  AuthModule,
  InstanceModule,
  PresenceModule,
  SetupModule,
  UsersModule,
];
