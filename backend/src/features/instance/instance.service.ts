import type { Instance, RegistrationMode, UpdateInstance, VoiceState } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import { UsersService } from '../users/users.service.ts';
import packageFile from '../../../package.json' with { type: 'json' };
import { InstanceRepository } from './instance.repository.ts';

const defaultName = 'Kraken';
/** Whom nobody invited stays out until the owner says otherwise. */
const defaultRegistration: RegistrationMode = 'invite';

const voice: VoiceState = {
  status: 'unavailable',
  reason: 'Voice is coming with a later version.',
};

/** The instance as a whole. */
@Injectable()
export class InstanceService {
  constructor(
    private readonly instances: InstanceRepository,
    private readonly users: UsersService,
  ) {}

  /** Facts that everyone may know, before signing in. */
  async get(): Promise<Instance> {
    const [choices, hasOwner] = await Promise.all([
      this.instances.get(),
      this.users.hasInstanceOwner(),
    ]);
    return {
      name: choices.name ?? defaultName,
      version: packageFile.version,
      registration: choices.registration ?? defaultRegistration,
      setupRequired: !hasOwner,
      voice,
    };
  }

  /** @throws {Refusal} `forbidden` without the right to manage the instance */
  async update(userId: string, { name, registration }: UpdateInstance): Promise<Instance> {
    await this.users.requireRight(userId, 'instance.manage');
    await this.instances.update({
      ...(name !== undefined && { name }),
      ...(registration !== undefined && { registration }),
    });
    return this.get();
  }

  async registrationMode(): Promise<RegistrationMode> {
    return (await this.instances.get()).registration ?? defaultRegistration;
  }

  /** Without asking for a right: for the set-up, whose link is one. */
  async name(name: string): Promise<void> {
    await this.instances.update({ name });
  }
}
