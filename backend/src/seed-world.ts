/** The people and the community that a developer begins with. Everybody's password is `seedPassword`. */

export const seedPassword = 'kraken-dev';

export interface SeedPerson {
  username: string;
  displayName: string;
  pronouns?: string;
  bio?: string;
  status?: string;
}

/** The first one sets the instance up and owns the community. */
export const seedPeople: readonly [SeedPerson, ...SeedPerson[]] = [
  {
    username: 'ana',
    displayName: 'Ana Castillo',
    pronouns: 'she/her',
    bio: 'Keeps the tanks clean and the servers dirty.',
    status: 'feeding time',
  },
  { username: 'bo', displayName: 'Bo Lindqvist', pronouns: 'he/him', bio: 'Cold water only.' },
  { username: 'chidi', displayName: 'Chidi Okafor', status: 'in the workshop' },
  {
    username: 'dana',
    displayName: 'Dana',
    pronouns: 'they/them',
    bio: 'Photographs things that glow.',
  },
  { username: 'emre', displayName: 'Emre Yılmaz' },
  { username: 'fumiko', displayName: 'ふみこ', bio: 'Sea slugs. All of them.', status: '🐌' },
  { username: 'gwen', displayName: 'Gwen of the Very Long Display N.' },
  { username: 'hal', displayName: 'hal' },
];

export const seedCommunity = {
  name: 'Tidepool',
  description: 'Divers, tank keepers and people who like squid.',
};

export interface SeedChannel {
  name: string;
  type: 'text' | 'voice';
  topic?: string;
}

/** Beside the channels that every community begins with. */
export const seedCategories: readonly { name: string; channels: readonly SeedChannel[] }[] = [
  {
    name: 'In the water',
    channels: [
      { name: 'dive-log', type: 'text', topic: 'Where, how deep, what did you see' },
      { name: 'photos', type: 'text', topic: 'No flash near cephalopods' },
    ],
  },
  {
    name: 'On land',
    channels: [
      { name: 'workshop', type: 'text', topic: 'Lights, housings, leaks' },
      { name: 'off-topic', type: 'text' },
      { name: 'Bench talk', type: 'voice' },
    ],
  },
];

export interface SeedLine {
  channel: string;
  by: string;
  text: string;
  /** Emoji and who sets it. */
  reactions?: Readonly<Record<string, readonly string[]>>;
  /** What it is changed to afterwards. */
  edit?: string;
}

export const seedTalk: readonly SeedLine[] = [
  {
    channel: 'announcements',
    by: 'ana',
    text: '**Welcome to Tidepool.** Say hello in #general, and read the tide table before Saturday.',
    reactions: { '👋': ['bo', 'dana', 'fumiko', 'hal'], '🦑': ['fumiko', 'chidi'] },
  },
  {
    channel: 'general',
    by: 'bo',
    text: 'Morning! Visibility at the pier is *eight metres*. In November.',
  },
  {
    channel: 'general',
    by: 'dana',
    text: 'eight?? I am bringing the macro lens',
    reactions: { '📸': ['bo', 'ana'] },
  },
  { channel: 'general', by: 'emre', text: 'Is there room in the van for one more?' },
  {
    channel: 'general',
    by: 'ana',
    text: 'There is if somebody holds the compressor. We leave at 07:30 sharp.',
  },
  {
    channel: 'general',
    by: 'ana',
    text: 'Sharp means 07:45, as always.',
    reactions: { '😂': ['bo', 'emre', 'hal'] },
  },
  {
    channel: 'general',
    by: 'chidi',
    text: 'The housing is tight again. Test log:\n```\n10 m  5 min  dry\n20 m  5 min  dry\n30 m  5 min  one drop\n```',
    reactions: { '💧': ['dana'], '👍': ['ana', 'bo'] },
  },
  { channel: 'general', by: 'gwen', text: 'One drop is not dry, Chidi.' },
  {
    channel: 'general',
    by: 'chidi',
    text: 'One drop is *mostly* dry.',
    edit: 'One drop is mostly dry, and I have ordered a new seal.',
  },
  {
    channel: 'general',
    by: 'hal',
    text: 'tide table: https://example.org/tides?station=pier&day=saturday',
  },
  {
    channel: 'dive-log',
    by: 'bo',
    text: 'Pier, 14 m, 52 min, 7 °C. Two cuttlefish, one very angry crab.',
    reactions: { '🦀': ['fumiko', 'dana', 'ana'] },
  },
  {
    channel: 'dive-log',
    by: 'fumiko',
    text: '*Polycera* on the second pile! Blue form. I have waited **four years** for this.',
  },
  {
    channel: 'dive-log',
    by: 'dana',
    text: 'You screamed into the regulator. I heard it.',
    reactions: { '😂': ['fumiko', 'bo'] },
  },
  {
    channel: 'photos',
    by: 'dana',
    text: 'Settings for the glowing ones: `f/8`, `1/125`, two strobes *off*, patience on.',
  },
  { channel: 'photos', by: 'emre', text: 'My settings: automatic, and hoping.' },
  {
    channel: 'workshop',
    by: 'chidi',
    text: 'Does anyone have an O-ring of 42 × 2? The shop sends next week.',
  },
  {
    channel: 'workshop',
    by: 'gwen',
    text: 'Box on the shelf, left, under the broken torch.',
    reactions: { '🙏': ['chidi'] },
  },
  {
    channel: 'off-topic',
    by: 'hal',
    text: 'why is it called a tide table when there are no chairs',
  },
  {
    channel: 'off-topic',
    by: 'emre',
    text: 'Hal.',
    reactions: { '🪑': ['hal', 'ana', 'bo', 'chidi', 'dana', 'fumiko'] },
  },
];

/** Enough history that a window of it has something to scroll. */
export const seedHistory = { channel: 'dive-log', count: 150 };
