import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type {
  Channel,
  CommunityList,
  CommunitySnapshot,
  Instance,
  Invite,
  Message,
  Problem,
  SignedIn,
} from '@kraken/shared';
import { readEnv } from './env.ts';
import { newSetupLink } from './new-setup-link.ts';
import { knownAddress } from './platform/data/address.ts';
import {
  type SeedLine,
  type SeedPerson,
  seedCategories,
  seedCommunity,
  seedHistory,
  seedPassword,
  seedPeople,
  seedTalk,
} from './seed-world.ts';

/**
 * `npm run seed`: gives the running Kraken people and one lively community, for development. It asks for everything as
 * people do, over the network. Doing it again does nothing; a Kraken that somebody else has set up is left alone.
 */

const env = readEnv();
const url = knownAddress(env);

/** A seeded person at their browser. */
class Browser {
  constructor(readonly token?: string) {}

  async send<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer: unknown = response.status === 204 ? undefined : await response.json();
    if (response.ok) return answer as T;
    const { code, retryAfter } = answer as Problem;
    if (code !== 'rate-limited') throw new Error(`${method} ${path} was refused: ${code}`);
    await new Promise((resolve) => setTimeout(resolve, (retryAfter ?? 1) * 1000));
    return this.send(method, path, body);
  }
}

const anonymous = new Browser();
const browserOf = ({ accessToken }: SignedIn) => new Browser(accessToken);

async function enterOwner([owner]: typeof seedPeople): Promise<Browser | undefined> {
  const { setupRequired } = await anonymous.send<Instance>('GET', '/instance');
  const credentials = { username: owner.username, password: seedPassword };
  if (!setupRequired) {
    const signedIn = anonymous.send<SignedIn>('POST', '/auth/login', credentials);
    return signedIn.then(browserOf, () => undefined);
  }
  const setup = {
    token: (await newSetupLink(env)).split('token=')[1],
    ...credentials,
    communityName: seedCommunity.name,
  };
  return browserOf(await anonymous.send<SignedIn>('POST', '/setup', setup));
}

async function enterOthers(owner: Browser, communityId: string): Promise<Map<string, Browser>> {
  const { code } = await owner.send<Invite>('POST', `/communities/${communityId}/invites`, {});
  const browsers = new Map<string, Browser>([[seedPeople[0].username, owner]]);
  for (const { username, displayName } of seedPeople.slice(1)) {
    const account = { username, displayName, password: seedPassword, inviteCode: code };
    browsers.set(
      username,
      browserOf(await anonymous.send<SignedIn>('POST', '/auth/register', account)),
    );
  }
  return browsers;
}

function introduce(browser: Browser, person: SeedPerson): Promise<unknown> {
  const { displayName, pronouns = '', bio = '', status } = person;
  const customStatus = status === undefined ? null : { text: status };
  return browser.send('PATCH', '/users/me', { displayName, pronouns, bio, customStatus });
}

/** Ids of the text channels by name. */
async function buildChannels(owner: Browser, communityId: string): Promise<Map<string, string>> {
  const path = `/communities/${communityId}`;
  for (const { name, channels } of seedCategories) {
    const category = await owner.send<Channel>('POST', `${path}/channels`, {
      name,
      type: 'category',
    });
    for (const channel of channels) {
      await owner.send('POST', `${path}/channels`, { ...channel, parentId: category.id });
    }
  }
  const { channels } = await owner.send<CommunitySnapshot>('GET', path);
  return new Map(channels.map(({ name, id }) => [name, id]));
}

class Talk {
  constructor(
    private readonly browsers: ReadonlyMap<string, Browser>,
    private readonly channelIds: ReadonlyMap<string, string>,
  ) {}

  async say({ channel, by, text, edit, reactions = {} }: SeedLine): Promise<void> {
    const messages = `/channels/${this.channelIds.get(channel)}/messages`;
    const body = { nonce: randomUUID(), content: text };
    const { id } = await this.as(by).send<Message>('POST', messages, body);
    if (edit !== undefined) await this.as(by).send('PATCH', `${messages}/${id}`, { content: edit });
    for (const [emoji, people] of Object.entries(reactions)) {
      const path = `${messages}/${id}/reactions/${encodeURIComponent(emoji)}`;
      for (const person of people) await this.as(person).send('PUT', path);
    }
  }

  async sayAll(lines: Iterable<SeedLine>): Promise<void> {
    for (const line of lines) await this.say(line);
  }

  private as(username: string): Browser {
    const browser = this.browsers.get(username);
    if (!browser) throw new Error(`nobody is called ${username}`);
    return browser;
  }
}

function* history(): Generator<SeedLine> {
  const spots = ['Pier', 'North reef', 'Harbour wall', 'The wreck', 'Kelp bay'];
  for (let dive = 1; dive <= seedHistory.count; dive++) {
    const by = seedPeople[dive % seedPeople.length]?.username ?? '';
    const depth = 5 + ((dive * 7) % 23);
    const text = `Dive ${dive}: ${spots[dive % spots.length]}, ${depth} m, ${30 + ((dive * 11) % 35)} min.`;
    yield { channel: seedHistory.channel, by, text };
  }
}

async function seed(): Promise<string> {
  const owner = await enterOwner(seedPeople);
  if (!owner) return 'This Kraken belongs to somebody already; nothing was seeded.';
  const { items } = await owner.send<CommunityList>('GET', '/communities');
  const community =
    items.find(({ name }) => name === seedCommunity.name) ??
    (await owner.send<CommunitySnapshot>('POST', '/communities', seedCommunity));
  if (community.memberCount > 1)
    return `${seedCommunity.name} is there already; nothing was seeded.`;
  await owner.send('PATCH', `/communities/${community.id}`, seedCommunity);
  const browsers = await enterOthers(owner, community.id);
  for (const person of seedPeople) {
    await introduce(browsers.get(person.username) ?? owner, person);
  }
  const talk = new Talk(browsers, await buildChannels(owner, community.id));
  await talk.sayAll(history());
  await talk.sayAll(seedTalk);
  const names = seedPeople.map(({ username }) => username).join(', ');
  return `${seedCommunity.name} is there. Sign in as ${names}; the password is ${seedPassword}.`;
}

console.log(await seed());
