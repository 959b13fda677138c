const keyOf = (communityId: string) => `kraken.channel.${communityId}`;

/** Where the reader was in a community the last time, on this device. */
export function lastChannelOf(communityId: string): string | null {
  return localStorage.getItem(keyOf(communityId));
}

export function rememberChannel(communityId: string, channelId: string): void {
  try {
    localStorage.setItem(keyOf(communityId), channelId);
  } catch {
    // The first channel is a fine place to come back to.
  }
}
