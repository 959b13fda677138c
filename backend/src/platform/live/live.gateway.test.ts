import type { Audience, Message } from '@kraken/shared';
import { rates } from '@kraken/shared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { io } from 'socket.io-client';
import WebSocket from 'ws';
import {
  PlainAudiences,
  PlainPorts,
  PlainSessions,
  tokenFor,
} from '../../testing/platform-features.ts';
import type { SocketClient } from '../../testing/socket-client.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';
import { Live } from './live.ts';
import { Signals } from './signals.ts';

const community = (name: string): Audience & { kind: 'community' } => ({
  kind: 'community',
  communityId: name,
});
const updated = (id: string) => ({
  id,
  name: id,
  description: '',
  ownerId: id,
  version: 1,
  memberCount: 1,
  createdAt: '',
});

let kraken: TestApp;
let live: Live;
let audiences: PlainAudiences;
let sessions: PlainSessions;

beforeAll(async () => {
  kraken = await startTestApp({ features: [PlainPorts] });
  live = kraken.get(Live);
  audiences = kraken.get(PlainAudiences);
  sessions = kraken.get(PlainSessions);
  kraken.get(Signals).handle('typing.start', () => undefined);
});
afterAll(() => kraken.stop());

/** What the server answers to a refused handshake. */
async function refusalOf(socket: SocketClient): Promise<unknown> {
  const error = await socket.ready().then(
    () => undefined,
    (reason: unknown) => reason as { problem?: { code: string } },
  );
  return error?.problem?.code;
}

/** Everything that was told to the community has arrived once this is heard. */
async function settled(socket: SocketClient, userId: string): Promise<void> {
  live.publish('read.updated', { kind: 'user', userId }, { channelId: 'mark', n: 0, mentions: 0 });
  await socket.next('read.updated');
}

describe('the door for sockets', () => {
  it('lets in who is signed in, and says who they are', async () => {
    const socket = await kraken.socket(tokenFor('ann'));
    expect(socket.heard[0]).toEqual({
      event: 'session.ready',
      payload: { userId: 'ann', sessionId: 'ann-session' },
    });
  });

  it.each([
    ['', 'unauthenticated'],
    ['nonsense', 'unauthenticated'],
    [tokenFor('ann', { seconds: -1 }), 'unauthenticated'],
    ['x'.repeat(5000), 'unauthenticated'],
  ])('refuses the token %.20s', async (token, code) => {
    expect(await refusalOf(kraken.openSocket(token))).toBe(code);
  });

  it.each([[{}], [{ token: { $ne: null } }], [{ token: ['a'] }], [{ token: 1 }]])(
    'refuses the credentials %j',
    async (auth) => {
      const socket = io(kraken.url, {
        auth,
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
      });
      const error = await new Promise<{ data?: { code?: string } }>((resolve) =>
        socket.once('connect_error', resolve),
      );
      socket.disconnect();
      expect(error.data?.code).toBe('unauthenticated');
    },
  );

  it('refuses a session that has ended', async () => {
    sessions.ended.add('gone');
    expect(await refusalOf(kraken.openSocket(tokenFor('ann', { sessionId: 'gone' })))).toBe(
      'session-ended',
    );
  });

  it.each([['websocket'], ['polling']] as const)(
    'refuses a page of another site over %s',
    async (transport) => {
      const options = { transports: [transport], headers: { origin: 'https://evil.example' } };
      await expect(kraken.openSocket(tokenFor('ann'), options).ready()).rejects.toThrow();
      const own = { transports: [transport], headers: { origin: kraken.url } };
      await kraken.openSocket(tokenFor('ann'), own).ready();
    },
  );
});

describe('rooms', () => {
  it('are entered on connect, gained and lost by the server alone, on all devices', async () => {
    audiences.byUser.set('bob', [community('c1')]);
    const [phone, laptop] = await Promise.all([
      kraken.socket(tokenFor('bob')),
      kraken.socket(tokenFor('bob', { sessionId: 'two' })),
    ]);
    live.publish('community.updated', community('c1'), updated('c1'));
    live.publish('community.updated', community('c2'), updated('c2'));
    live.join('bob', community('c2'));
    live.publish('community.updated', community('c2'), { ...updated('c2'), version: 2 });
    live.leave('bob', community('c1'));
    live.publish('community.updated', community('c1'), { ...updated('c1'), version: 2 });
    for (const device of [phone, laptop]) {
      await settled(device, 'bob');
      expect(
        device.heard
          .filter(({ event }) => event === 'community.updated')
          .map(({ payload }) => payload),
      ).toEqual([
        expect.objectContaining({ id: 'c1', version: 1 }),
        expect.objectContaining({ id: 'c2', version: 2 }),
      ]);
    }
  });

  it('that were lost while a socket was still asking for its rooms are not entered', async () => {
    audiences.byUser.set('cid', [community('c1')]);
    let open = (): void => undefined;
    audiences.gate = new Promise((resolve) => (open = resolve));
    const socket = kraken.openSocket(tokenFor('cid'));
    await new Promise((resolve) => socket.socket.once('connect', () => resolve(undefined)));
    live.revokeAccess('cid', { communityId: 'c1' });
    open();
    await socket.ready();
    live.publish('community.updated', community('c1'), updated('c1'));
    await settled(socket, 'cid');
    expect(socket.heard.map(({ event }) => event)).toEqual([
      'access.revoked',
      'session.ready',
      'read.updated',
    ]);
  });

  it('that cannot be asked for cut the line, so that the client comes back', async () => {
    const away = Promise.reject(new Error('the database is away'));
    away.catch(() => undefined);
    audiences.gate = away;
    const { socket } = kraken.openSocket(tokenFor('cut'));
    const reason = await new Promise((resolve) => socket.once('disconnect', resolve));
    audiences.gate = Promise.resolve();
    expect(reason).toBe('transport close');
  });

  it('carry what is said in their channels, as the very object that was published', async () => {
    audiences.byUser.set('dan', [community('c1')]);
    const socket = await kraken.socket(tokenFor('dan'));
    const message = { id: '1', content: 'hé\u2028\u{1F600}', spans: [] } as unknown as Message;
    live.publish(
      'message.created',
      { kind: 'channel', channelId: 'x', communityId: 'c1' },
      message,
    );
    expect(await socket.next('message.created')).toEqual(message);
  });
});

describe('the end of a session', () => {
  it('closes its sockets at once, after saying why, and no others', async () => {
    const [ended, other] = await Promise.all([
      kraken.socket(tokenFor('eve', { sessionId: 'e1' })),
      kraken.socket(tokenFor('eve', { sessionId: 'e2' })),
    ]);
    live.disconnectSession({ sessionId: 'e1', userId: 'eve' }, 'revoked');
    expect(await ended.next('session.revoked')).toEqual({ reason: 'revoked' });
    await ended.closed();
    await settled(other, 'eve');
    expect(other.socket.connected).toBe(true);
  });

  it('closes a socket that was let in a moment before the news', async () => {
    live.disconnectSession({ sessionId: 'late', userId: 'fay' }, 'revoked');
    const socket = kraken.openSocket(tokenFor('fay', { sessionId: 'late' }));
    expect(await socket.next('session.revoked')).toEqual({ reason: 'revoked' });
    await socket.closed();
  });

  it('comes when the token runs out, unless it was renewed with one of the same session', async () => {
    const brief = { sessionId: 'brief', seconds: 1 };
    const [kept, left, foreign] = await Promise.all([
      kraken.socket(tokenFor('gil', brief)),
      kraken.socket(tokenFor('gil', brief)),
      kraken.socket(tokenFor('gil', brief)),
    ]);
    expect(
      await kept.signal('session.renew', { token: tokenFor('gil', { sessionId: 'brief' }) }),
    ).toEqual({ ok: true });
    for (const token of [
      tokenFor('gil', { sessionId: 'other' }),
      tokenFor('hal', { sessionId: 'brief' }),
      'nonsense',
    ]) {
      expect(await foreign.signal('session.renew', { token })).toMatchObject({
        code: 'unauthenticated',
      });
    }
    for (const socket of [left, foreign]) {
      expect(await socket.next('session.revoked')).toEqual({ reason: 'expired' });
      await socket.closed();
    }
    await settled(kept, 'gil');
    expect(kept.socket.connected).toBe(true);
  });
});

describe('signals', () => {
  const channelId = 'a'.repeat(24);

  it('are acknowledged, and refused with a problem', async () => {
    const socket = await kraken.socket(tokenFor('ida'));
    expect(await socket.signal('typing.start', { channelId })).toEqual({ ok: true });
    expect(await socket.signal('channel.view', { channelId })).toMatchObject({
      code: 'not-found',
      status: 404,
    });
  });

  it.each([
    [undefined],
    [null],
    [1],
    ['x'],
    [[]],
    [{}],
    [{ channelId: { $ne: null } }],
    [{ channelId: 'a' }],
    [{ channelId, more: 1 }],
    [JSON.parse('{"channelId":"aaaaaaaaaaaaaaaaaaaaaaaa","__proto__":{"x":1}}')],
    [{ channelId: ['a'.repeat(24)] }],
    [{ channelId: 'A'.repeat(24) }],
    [{ channelId: `${'a'.repeat(24)}\n` }],
  ])('refuse the payload %j', async (payload) => {
    const socket = await kraken.socket(tokenFor('ida'));
    expect(await socket.signal('typing.start', payload as never)).toMatchObject({
      code: 'invalid-input',
      status: 400,
    });
  });

  it.each([
    'message.created',
    'connect',
    'disconnecting',
    '__proto__',
    'constructor',
    'toString',
    '',
  ])('refuse the name %s', async (name) => {
    const socket = await kraken.socket(tokenFor('ida'));
    if (name === 'connect' || name === 'disconnecting') {
      // The client will not say these; its packet goes out by hand.
      socket.socket.io.engine.send(`2["${name}",{}]`);
      await socket.closed();
    } else {
      expect(await socket.socket.emitWithAck(name as never, ...([{}] as never))).toMatchObject({
        code: 'not-found',
      });
    }
  });

  it('may come without an acknowledgement, with one repeated, and with one in the wrong place', async () => {
    const socket = await kraken.socket(tokenFor('ida'));
    const send = (packet: string) => socket.socket.io.engine.send(packet);
    send(`2["typing.start",{"channelId":"${channelId}"}]`);
    send(`27["typing.start",{"channelId":"${channelId}"}]`);
    send(`27["typing.start",{"channelId":"${channelId}"}]`);
    send('28["typing.start"]');
    send('39[1]');
    expect(await socket.signal('typing.start', { channelId })).toEqual({ ok: true });
  });

  it('are throttled, and end the socket of who goes on shouting, while others feel nothing', async () => {
    const [loud, calm] = await Promise.all([
      kraken.socket(tokenFor('joe')),
      kraken.socket(tokenFor('kim')),
    ]);
    const answers = await Promise.all(
      Array.from({ length: rates.socketSignal.count + 1 }, () =>
        loud.signal('typing.start', { channelId }),
      ),
    );
    expect(answers.filter((answer) => 'ok' in answer)).toHaveLength(rates.socketSignal.count);
    expect(answers.at(-1)).toMatchObject({
      code: 'rate-limited',
      retryAfter: expect.any(Number) as number,
    });
    const closed = loud.closed();
    for (let index = 0; index < 1000; index++) loud.socket.emit('typing.start', { channelId });
    expect(await closed).toBe('io server disconnect');
    expect(await calm.signal('typing.start', { channelId })).toEqual({ ok: true });
  });

  it.each([
    ['a megabyte', `2["typing.start",{"channelId":"${'x'.repeat(1_000_000)}"}]`],
    ['broken JSON', '2["typing.start",{'],
    ['an unknown packet', '9'],
    ['a binary event without its parts', '51-["typing.start",{"_placeholder":true,"num":0}]'],
    ['ten thousand levels', `2["typing.start",${'['.repeat(7000)}${']'.repeat(7000)}]`],
    ['no event name', '2[]'],
    ['an event that is no list', '2{"a":1}'],
    ['another namespace', '0/admin,{}'],
    ['lone surrogates', '2["typing.start",{"channelId":"\\ud800"}]'],
  ])('of %s do no harm to anyone else', async (_, packet) => {
    const [rude, calm] = await Promise.all([
      kraken.socket(tokenFor('lea')),
      kraken.socket(tokenFor('kim')),
    ]);
    rude.socket.io.engine.send(packet);
    rude.socket.io.engine.send('2["typing.start",{}]');
    expect(await calm.signal('typing.start', { channelId })).toEqual({ ok: true });
  });

  it.each([
    [
      'a huge frame header',
      Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
    ],
    ['an unmasked frame', Buffer.from([0x81, 0x01, 0x32])],
    ['a reserved opcode', Buffer.from([0x83, 0x80, 0, 0, 0, 0])],
    ['text that is not UTF-8', Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28])],
  ])('in %s end that connection only', async (_, bytes) => {
    const calm = await kraken.socket(tokenFor('kim'));
    const ws = new WebSocket(
      `${kraken.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
    );
    await new Promise((resolve) => ws.once('open', resolve));
    const closed = new Promise((resolve) => ws.once('close', resolve));
    (ws as unknown as { _socket: { write(data: Buffer): void } })._socket.write(bytes);
    await closed;
    expect(await calm.signal('typing.start', { channelId })).toEqual({ ok: true });
  });
});

describe('a line', () => {
  const channelId = 'a'.repeat(24);
  const address = () => `${kraken.url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`;

  /** A client made by hand, once the server has spoken to it. */
  async function openLine(): Promise<WebSocket> {
    const line = new WebSocket(address());
    await new Promise((resolve) => line.once('message', resolve));
    return line;
  }

  const ended = (line: WebSocket): Promise<void> =>
    new Promise((resolve) => line.once('close', () => resolve()));

  it('lets one person in once: who asks many times at the same moment is cut', async () => {
    const line = await openLine();
    const closed = ended(line);
    for (let time = 0; time < 20; time++)
      line.send(`40${JSON.stringify({ token: tokenFor('amy') })}`);
    await closed;
    const again = await kraken.socket(tokenFor('amy'));
    expect(await again.signal('typing.start', { channelId })).toEqual({ ok: true });
  });

  it('may be refused and ask again', async () => {
    const line = await openLine();
    const answers: string[] = [];
    const ready = new Promise<void>((resolve) => {
      line.on('message', (data: Buffer) => {
        const answer = data.toString();
        answers.push(answer.slice(0, 2));
        if (answers.length === 1) line.send(`40${JSON.stringify({ token: tokenFor('ann') })}`);
        if (answer.includes('session.ready')) resolve();
      });
    });
    line.send('40{"token":"nonsense"}');
    await ready;
    expect(answers).toEqual(['44', '40', '42']);
    line.close();
  });

  it.each<[string, (line: WebSocket) => void]>([
    ['handshakes that are refused', (line) => line.send('40')],
    ['pings of WebSocket', (line) => line.ping('x'.repeat(125))],
    ['pongs of WebSocket', (line) => line.pong()],
    ['acknowledgements of nothing', (line) => line.send('431[]')],
    ['packets without meaning', (line) => line.send('6')],
  ])('is cut after too many %s, while others feel nothing', async (what, say) => {
    const line = await openLine();
    if (what.startsWith('ack')) {
      line.send(`40${JSON.stringify({ token: tokenFor('mia') })}`);
      await new Promise((resolve) => line.once('message', resolve));
    }
    const calm = await kraken.socket(tokenFor('kim'));
    const closed = ended(line);
    for (let time = 0; time <= rates.socketPacket.count; time++) say(line);
    await closed;
    expect(await calm.signal('typing.start', { channelId })).toEqual({ ok: true });
  });

  it('that polls is cut all the same', async () => {
    const polling = `${kraken.url}/socket.io/?EIO=4&transport=polling`;
    const { sid } = JSON.parse((await (await fetch(polling)).text()).slice(1)) as { sid: string };
    const body = Array.from({ length: rates.socketPacket.count + 1 }, () => '6').join('\u001e');
    await fetch(`${polling}&sid=${sid}`, { method: 'POST', body }).catch(() => undefined);
    const { status } = await fetch(`${polling}&sid=${sid}`);
    expect(status).toBe(400);
  });

  it('is answered with the headers of every answer, also where it is refused', async () => {
    for (const query of ['EIO=4&transport=polling', 'EIO=4&transport=nonsense']) {
      const { headers } = await fetch(`${kraken.url}/socket.io/?${query}`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });
});
