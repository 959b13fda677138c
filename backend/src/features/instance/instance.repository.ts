import type { RegistrationMode } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import type { Collection } from 'mongodb';
import { ObjectId } from 'mongodb';
import { Mongo } from '../../platform/mongo/mongo.ts';

/** What is chosen for the whole instance: one document, absent until something is. No further index. */
interface InstanceDocument {
  _id: ObjectId;
  name?: string;
  registration?: RegistrationMode;
}

export type InstanceChoices = Omit<InstanceDocument, '_id'>;

const _id = new ObjectId('000000000000000000000000');

@Injectable()
export class InstanceRepository {
  private readonly instances: Collection<InstanceDocument>;

  constructor(mongo: Mongo) {
    this.instances = mongo.collection<InstanceDocument>('instance');
  }

  async get(): Promise<InstanceChoices> {
    return (await this.instances.findOne({ _id })) ?? {};
  }

  async update(choices: InstanceChoices): Promise<void> {
    if (Object.keys(choices).length === 0) return;
    await this.instances.updateOne({ _id }, { $set: choices }, { upsert: true });
  }
}
