import { Instance, UpdateInstance } from '@kraken/shared';
import { Body, Controller, Get, Patch } from '@nestjs/common';
import { Caller } from '../../platform/access/caller.ts';
import { Route } from '../../platform/access/route.ts';
import type { Identity } from '../../platform/access/session-verifier.ts';
import { InstanceService } from './instance.service.ts';

@Controller('api/instance')
export class InstanceController {
  constructor(private readonly instance: InstanceService) {}

  @Get()
  @Route('instance.get', { summary: 'Reads the public facts of this Kraken.', answers: Instance })
  get(): Promise<Instance> {
    return this.instance.get();
  }

  @Patch()
  @Route('instance.update', { summary: 'Changes name and registration.', answers: Instance })
  update(
    @Caller() { userId }: Identity,
    @Body({ schema: UpdateInstance }) body: UpdateInstance,
  ): Promise<Instance> {
    return this.instance.update(userId, body);
  }
}
