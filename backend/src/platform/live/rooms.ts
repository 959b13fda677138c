import type { Audience } from '@kraken/shared';

/** The room of everybody who is connected. */
export const everybody = 'instance';

/** The room that hears an audience. Nothing else in the product knows room names. */
export function roomOf(audience: Audience): string {
  switch (audience.kind) {
    case 'community':
      return `community:${audience.communityId}`;
    case 'channel':
      return `channel:${audience.channelId}`;
    case 'user':
      return `user:${audience.userId}`;
    case 'session':
      return `session:${audience.sessionId}`;
    case 'instance':
      return everybody;
  }
}
