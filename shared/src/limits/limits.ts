/**
 * Every bound of the product, each with its reason. Lengths count UTF-16 units, times are in seconds
 * unless the name says otherwise.
 */
export const limits = {
  /** Long enough for any handle, short enough for one line of a list on a phone. */
  username: { min: 2, max: 32 },
  /** Eight is NIST SP 800-63B's floor; the cap keeps Argon2id's input small. */
  password: { min: 8, max: 256 },
  displayName: { max: 32 },
  bio: { max: 500 },
  pronouns: { max: 32 },
  statusText: { max: 80 },
  instanceName: { max: 60 },
  communityName: { max: 60 },
  communityDescription: { max: 300 },
  channelName: { max: 60 },
  channelTopic: { max: 500 },
  /** A page of a book; longer texts are files. Discord's habit for subscribers. */
  messageContent: { max: 4000 },
  /** A client makes it: a UUID or the like. */
  nonce: { min: 8, max: 64 },
  /** Communities one person may be in: their home is one answer. */
  communitiesPerUser: 200,
  /** A snapshot carries all channels. */
  channelsPerCommunity: 500,
  /** Invites that are neither expired nor used up. */
  invitesPerCommunity: 500,
  inviteUses: { max: 10_000 },
  /** 30 days; none at all means for ever. */
  inviteExpiresIn: { min: 60, max: 2_592_000 },
  /** Different emoji on one message. */
  reactionsPerMessage: 20,
  /** People on one emoji of one message; beyond it the document would grow without end. */
  peoplePerReaction: 1000,
  /** Mentions that notify; the rest of a longer list is shown without telling anyone. */
  mentionsPerMessage: 50,
  pageSize: { default: 50, max: 100 },
  /** Sessions of one person; the least recently used ends first. */
  sessionsPerUser: 50,
  accessTokenSeconds: 900,
  /** A refresh family ends when unused for this long: 60 days. */
  refreshTokenSeconds: 5_184_000,
  /** A lost answer may be asked for again with the token just used. */
  refreshGraceSeconds: 10,
  setupLinkSeconds: 3600,
  /** JSON bodies; the longest legal one is a message of 4,000 four-byte characters. */
  jsonBodyBytes: 65_536,
  /** One socket frame from a client: they carry only hints. */
  socketFrameBytes: 16_384,
  /** Waiting bytes after which a slow reader is told to resume later. */
  socketBufferBytes: 1_048_576,
  /** How long a typing mark lives without another signal. */
  typingSeconds: 8,
  /** Missed beats after which a device counts as gone. */
  presenceSeconds: 45,
} as const;

/** Requests per window, counted per person unless `per` says otherwise. */
export const rates = {
  login: { per: 'account and address', count: 10, seconds: 60 },
  loginAddress: { per: 'address', count: 100, seconds: 60 },
  register: { per: 'address', count: 30, seconds: 3600 },
  setup: { per: 'address', count: 20, seconds: 60 },
  refresh: { per: 'session', count: 120, seconds: 60 },
  messageSend: { per: 'user', count: 50, seconds: 10 },
  messageChange: { per: 'user', count: 100, seconds: 10 },
  communityCreate: { per: 'user', count: 20, seconds: 3600 },
  inviteCreate: { per: 'user', count: 30, seconds: 600 },
  invitePreview: { per: 'address', count: 120, seconds: 60 },
  write: { per: 'user', count: 300, seconds: 60 },
  socketSignal: { per: 'socket', count: 60, seconds: 10 },
  /** Everything on one line, heartbeats and refused handshakes included: above where signals are answered at all. */
  socketPacket: { per: 'socket', count: 1500, seconds: 10 },
} as const;
export type Rate = keyof typeof rates;
