import { Injectable } from '@nestjs/common';
import type {
  Channel,
  CommunitySnapshot,
  CreateChannel,
  OrderChannels,
  UpdateChannel,
} from '@kraken/shared';
import { hasPermission, limits, ServerEvents } from '@kraken/shared';
import { Live } from '../../platform/live/live.ts';
import { Refusal } from '../../platform/refusal.ts';
import { CommunitiesService } from '../communities/communities.service.ts';
import {
  CommunityAccess,
  holdsMessages,
  permissionsIn,
  type Standing,
} from '../communities/communities.access.ts';
import { StructureService } from '../communities/structure.service.ts';
import { inOrder, moves, movesUp, nextPosition } from './channel-order.ts';
import { ChannelRemoval } from './channel-removal.ts';
import { ChannelAccess } from './channels.access.ts';
import { toChannel } from './channels.mapper.ts';
import { ChannelsRepository } from './channels.repository.ts';

@Injectable()
export class ChannelsService {
  constructor(
    private readonly access: ChannelAccess,
    private readonly communityAccess: CommunityAccess,
    private readonly communities: CommunitiesService,
    private readonly structure: StructureService,
    private readonly repository: ChannelsRepository,
    private readonly removal: ChannelRemoval,
    private readonly live: Live,
  ) {}

  async get(userId: string, channelId: string): Promise<Channel> {
    const { channel } = await this.access.require(userId, channelId, 'channel.view');
    return channel;
  }

  /** Those a member may see, in order; asks the store, so that a snapshot is never older than the news of it. */
  async listVisible({ userId, community }: Standing): Promise<Channel[]> {
    const channels = (await this.repository.listOfCommunity(community.id)).map(toChannel);
    return inOrder(
      channels.filter((channel) =>
        hasPermission(permissionsIn(userId, community, channel), 'channel.view'),
      ),
    );
  }

  /** Ids of the channels that can hold messages and that the person may see, by community, in one read. */
  async listReadable(
    userId: string,
    communities: readonly { id: string; ownerId: string }[],
  ): Promise<Map<string, string[]>> {
    const owners = new Map(communities.map((community) => [community.id, community]));
    const byCommunity = new Map<string, string[]>(communities.map(({ id }) => [id, []]));
    for (const channel of await this.repository.listTypes([...owners.keys()])) {
      const community = owners.get(channel.communityId);
      if (!community || !holdsMessages(channel)) continue;
      if (!hasPermission(permissionsIn(userId, community, channel), 'message.history')) continue;
      byCommunity.get(channel.communityId)?.push(channel.id);
    }
    return byCommunity;
  }

  async create(userId: string, communityId: string, body: CreateChannel): Promise<Channel> {
    await this.communityAccess.require(userId, communityId, 'channel.manage');
    const { name, type, topic = '', parentId = null } = body;
    const created = await this.structure.change({
      communityId,
      write: async (transaction) => {
        const channels = (await this.repository.listOfCommunity(communityId, transaction)).map(
          toChannel,
        );
        requireRoom(channels);
        requireCategory(channels, { type, parentId });
        const position = nextPosition(channels, parentId);
        const channel = { communityId, name, type, topic, parentId, position };
        const [document] = await this.repository.insertMany([channel], transaction);
        return document ? toChannel(document) : null;
      },
      tell: (channel, version) => {
        const audience = { kind: 'community', communityId } as const;
        this.live.publish(ServerEvents.ChannelCreated, audience, { communityId, version, channel });
      },
    });
    if (created === null) throw new Refusal('not-found');
    return created;
  }

  async update(userId: string, channelId: string, changes: UpdateChannel): Promise<Channel> {
    const { channel: before } = await this.access.require(userId, channelId, 'channel.manage');
    const { communityId } = before;
    const changed = await this.structure.change({
      communityId,
      write: async (transaction) => {
        const document = await this.repository.update(
          { id: channelId, communityId },
          changes,
          transaction,
        );
        return document && [toChannel(document)];
      },
      tell: (channels, version) => this.tellUpdated(communityId, version, channels),
    });
    return changed?.[0] ?? this.get(userId, channelId);
  }

  /** Puts all channels in order at once; answers the community as it stands then. */
  async order(
    userId: string,
    communityId: string,
    { items }: OrderChannels,
  ): Promise<CommunitySnapshot> {
    await this.communityAccess.require(userId, communityId, 'channel.manage');
    await this.structure.change({
      communityId,
      write: async (transaction) => {
        const channels = (await this.repository.listOfCommunity(communityId, transaction)).map(
          toChannel,
        );
        const moved = moves(channels, items);
        if (moved.length === 0) return null;
        await this.repository.place(communityId, moved, transaction);
        return placed(channels, moved);
      },
      tell: (moved, version) => this.tellUpdated(communityId, version, moved),
    });
    return this.communities.get(userId, communityId);
  }

  /** Hides the channel at once, for good; what was written in it is cleared away afterwards. */
  async delete(userId: string, channelId: string): Promise<void> {
    const { channel } = await this.access.require(userId, channelId, 'channel.manage');
    const { communityId } = channel;
    const deleted = await this.structure.change({
      communityId,
      write: async (transaction) => {
        const at = { id: channelId, communityId };
        if (!(await this.repository.markDeleted(at, new Date(), transaction))) return null;
        const channels = (await this.repository.listOfCommunity(communityId, transaction)).map(
          toChannel,
        );
        const moved = movesUp(channels, channelId);
        await this.repository.place(communityId, moved, transaction);
        return { moved: placed(channels, moved) };
      },
      tell: ({ moved }, version) => {
        const audience = { kind: 'community', communityId } as const;
        this.live.publish(ServerEvents.ChannelDeleted, audience, {
          communityId,
          version,
          channelId,
          moved,
        });
      },
    });
    if (deleted === null) throw new Refusal('not-found');
    void this.removal.clearAway();
  }

  private tellUpdated(communityId: string, version: number, channels: Channel[]): void {
    const audience = { kind: 'community', communityId } as const;
    this.live.publish(ServerEvents.ChannelUpdated, audience, { communityId, version, channels });
  }
}

/** The channels that moved, where they stand now. */
function placed(
  channels: readonly Channel[],
  moved: readonly { id: string; parentId: string | null; position: number }[],
): Channel[] {
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  return moved.flatMap((placement) => {
    const channel = byId.get(placement.id);
    return channel ? [{ ...channel, ...placement }] : [];
  });
}

function requireRoom(channels: readonly Channel[]): void {
  if (channels.length < limits.channelsPerCommunity) return;
  throw new Refusal('limit-reached', {
    detail: `A community cannot have more than ${limits.channelsPerCommunity} channels.`,
  });
}

/** A foreign category is refused as one that does not exist. */
function requireCategory(
  channels: readonly Channel[],
  { type, parentId }: Pick<Channel, 'type' | 'parentId'>,
): void {
  if (parentId === null) return;
  const isCategory = channels.some(
    (channel) => channel.id === parentId && channel.type === 'category',
  );
  if (isCategory && type !== 'category') return;
  throw new Refusal('invalid-input', {
    errors: [{ path: 'parentId', message: 'must be a category, and null for a category' }],
  });
}
