import type { CommunitySnapshot, User } from '@kraken/shared';
import { useQueryClient } from '@tanstack/react-query';
import { useContext, useMemo } from 'react';
import { communityKeys } from '../../communities/community-keys.ts';
import { userKeys } from '../../users/user-keys.ts';
import { CommunityContext } from '../community-context.ts';
import { decodeMentions, encodeMentions } from './mention-text.ts';

export interface MentionText {
  encode: (text: string) => string;
  decode: (content: string) => string;
}

/** Turns names into ids and back, by what is known at that moment. */
export function useMentionText(): MentionText {
  const client = useQueryClient();
  const communityId = useContext(CommunityContext);
  return useMemo(() => {
    const channels = () =>
      (
        client.getQueryData<CommunitySnapshot>(communityKeys.snapshot(communityId))?.channels ?? []
      ).filter(({ type }) => type !== 'category');
    const users = () =>
      client.getQueriesData<User>({ queryKey: userKeys.all }).flatMap(([, user]) => user ?? []);
    return {
      encode: (text) =>
        encodeMentions(text, {
          users: new Map(users().map(({ username, id }) => [username, id])),
          channels: new Map(channels().map(({ name, id }) => [name, id])),
        }),
      decode: (content) =>
        decodeMentions(content, (kind, id) =>
          kind === '@'
            ? users().find((user) => user.id === id)?.username
            : channels().find((channel) => channel.id === id)?.name,
        ),
    };
  }, [client, communityId]);
}
