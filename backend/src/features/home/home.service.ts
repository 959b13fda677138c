import { Injectable } from '@nestjs/common';
import type { Home, HomeChannel } from '@kraken/shared';
import { ChannelsService } from '../channels/channels.service.ts';
import { CommunitiesService } from '../communities/communities.service.ts';
import { ReadsService } from '../reads/reads.service.ts';
import { UsersService } from '../users/users.service.ts';

/** All that the shell needs, in one answer and a fixed number of reads, however many communities and channels there are. */
@Injectable()
export class HomeService {
  constructor(
    private readonly users: UsersService,
    private readonly communities: CommunitiesService,
    private readonly channels: ChannelsService,
    private readonly reads: ReadsService,
  ) {}

  async get(userId: string): Promise<Home> {
    const [user, { items }] = await Promise.all([
      this.users.getMe(userId),
      this.communities.list(userId),
    ]);
    const channelIds = await this.channels.listReadable(userId, items);
    const states = await this.reads.listFor(userId, {
      channelIds: [...channelIds.values()].flat(),
      communityIds: items.map(({ id }) => id),
    });
    const byChannel = new Map(states.map((state) => [state.channelId, state]));
    const statesOf = (communityId: string): HomeChannel[] =>
      (channelIds.get(communityId) ?? []).flatMap((id) => byChannel.get(id) ?? []);
    return {
      user,
      communities: items.map((community) => ({ ...community, channels: statesOf(community.id) })),
    };
  }
}
