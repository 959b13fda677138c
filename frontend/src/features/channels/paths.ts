/** Where a channel is on this page's address line; `messageId` points at one message in it. */
export function channelPath(communityId: string, channelId: string, messageId?: string): string {
  const path = `/channels/${communityId}/${channelId}`;
  return messageId === undefined ? path : `${path}/${messageId}`;
}

/** A community without a channel chosen: the list alone on a phone. */
export function communityPath(communityId: string): string {
  return `/channels/${communityId}`;
}
