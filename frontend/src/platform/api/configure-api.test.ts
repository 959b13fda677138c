import { problemOf } from '@kraken/shared';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { client } from '../../api-client/client.gen.ts';
import { authLogin, sessionList, userUpdateMe } from '../../api-client/sdk.gen.ts';
import { ApiProblem, NetworkFailure } from './api-problem.ts';
import { configureApi } from './configure-api.ts';

interface Seen {
  token: string | null;
  body: string;
}

/** A server that takes one token and writes down what it was sent. */
function server(goodToken: string) {
  const seen: Seen[] = [];
  vi.stubGlobal('fetch', async (input: Request) => {
    const token = input.headers.get('Authorization');
    seen.push({ token, body: await input.text() });
    const isPublic = input.url.endsWith('/login');
    const answer =
      !isPublic && token !== `Bearer ${goodToken}`
        ? problemOf('unauthenticated')
        : isPublic
          ? problemOf('wrong-credentials')
          : { items: [] };
    const status = 'status' in answer ? answer.status : 200;
    return Response.json(answer, { status });
  });
  return seen;
}

function configure(first: string, next: () => Promise<{ token: string }>) {
  configureApi({ accessToken: () => Promise.resolve({ token: first }), replace: next });
  client.setConfig({ baseUrl: 'http://kraken.test' });
}

afterEach(() => vi.unstubAllGlobals());

describe('the configured client', () => {
  it('replaces a refused token once and sends the same again', async () => {
    const seen = server('fresh');
    configure('stale', () => Promise.resolve({ token: 'fresh' }));
    await userUpdateMe({ body: { displayName: 'Iris' }, throwOnError: true });
    expect(seen).toEqual([
      { token: 'Bearer stale', body: '{"displayName":"Iris"}' },
      { token: 'Bearer fresh', body: '{"displayName":"Iris"}' },
    ]);
  });

  it('gives the refusal up when there is no other token, without asking a third time', async () => {
    const seen = server('never');
    configure('stale', () => Promise.resolve({ token: 'also-stale' }));
    const refused = await sessionList({ throwOnError: true }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiProblem);
    expect((refused as ApiProblem).code).toBe('unauthenticated');
    expect(seen).toHaveLength(2);
  });

  it('sends no token to the doors and takes their refusals as they are', async () => {
    const seen = server('fresh');
    configure('stale', () => Promise.reject(new Error('must not be asked')));
    const body = { username: 'iris', password: 'wrong' };
    const refused = await authLogin({ body, throwOnError: true }).catch((error: unknown) => error);
    expect((refused as ApiProblem).code).toBe('wrong-credentials');
    expect(seen.map(({ token }) => token)).toEqual([null]);
  });

  it('names what is no answer of Kraken', async () => {
    configure('any', () => Promise.reject(new Error('away')));
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(sessionList({ throwOnError: true })).rejects.toBeInstanceOf(NetworkFailure);
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<h1>502</h1>', { status: 502 })));
    await expect(sessionList({ throwOnError: true })).rejects.toBeInstanceOf(NetworkFailure);
  });
});
