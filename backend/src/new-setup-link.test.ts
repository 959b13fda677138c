import { expect, test } from 'vitest';
import { readEnv } from './env.ts';
import { noteAddress } from './platform/data/address.ts';
import { startTestApp } from './testing/start-test-app.ts';
import { newSetupLink } from './new-setup-link.ts';

test('a link is printed again while Kraken runs and has no owner', async () => {
  const kraken = await startTestApp();
  const env = readEnv({ KRAKEN_DATA: kraken.data });
  try {
    noteAddress(env, kraken.url);
    const links = [await newSetupLink(env), await newSetupLink(env)];
    expect(new Set(links).size).toBe(2);
    for (const link of links) expect(new URL(link).origin).toBe(kraken.url);

    const [first = ''] = links;
    const answer = await kraken.http().post('/api/setup', {
      token: new URL(first).hash.replace('#token=', ''),
      username: 'first',
      password: 'a long enough password',
    });
    expect(answer.status).toBe(201);
    await expect(newSetupLink(env)).rejects.toThrow('already set up');
  } finally {
    await kraken.stop();
  }
  await expect(newSetupLink(env)).rejects.toThrow('Kraken is not running here');
});
