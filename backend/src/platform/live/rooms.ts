import type { Audience } from '@kraken/shared';

/** The room of everybody who is connected. */
export const everybody = 'instance';

/**
 * The room that is told when an audience is. Every member of a community sees every channel until channels can be
 * restricted, so that one room per community carries them all.
 */
export function roomTold(audience: Audience): string {
  return audience.kind === 'channel' ? `community:${audience.communityId}` : roomEntered(audience);
}

/** The room that a person enters or leaves with an audience. Nothing else in the product knows room names. */
export function roomEntered(audience: Audience): string {
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
