import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { SessionVerifier } from '../../platform/access/session-verifier.ts';
import { InstanceModule } from '../instance/instance.module.ts';
import { InvitesModule } from '../invites/invites.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AccessTokenVerifier } from './access-token-verifier.ts';
import { AccessTokens } from './access-tokens.ts';
import { AccountsService } from './accounts.service.ts';
import { Admission } from './admission.ts';
import { AuthController } from './auth.controller.ts';
import { AuthService } from './auth.service.ts';
import { CredentialsRepository } from './credentials.repository.ts';
import { PasswordHasher } from './password-hasher.ts';
import { RefreshCookiesService } from './refresh-cookies.service.ts';
import { SessionLiveness } from './session-liveness.ts';
import { SessionWatch } from './session-watch.ts';
import { SessionsController } from './sessions.controller.ts';
import { SessionsRepository } from './sessions.repository.ts';
import { SessionsService } from './sessions.service.ts';

@Module({
  imports: [JwtModule.register({}), UsersModule, InstanceModule, InvitesModule],
  controllers: [AuthController, SessionsController],
  providers: [
    { provide: SessionVerifier, useClass: AccessTokenVerifier },
    AccessTokens,
    AccountsService,
    Admission,
    AuthService,
    CredentialsRepository,
    PasswordHasher,
    RefreshCookiesService,
    SessionLiveness,
    SessionWatch,
    SessionsRepository,
    SessionsService,
  ],
  exports: [AccountsService, AuthService, RefreshCookiesService],
})
export class AuthModule {}
