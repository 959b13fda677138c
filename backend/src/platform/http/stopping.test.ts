import { Controller, Get, Module, Post } from '@nestjs/common';
import { Agent, request } from 'node:http';
import { expect, it } from 'vitest';
import { PlainPorts, tokenFor } from '../../testing/platform-features.ts';
import { startTestApp } from '../../testing/start-test-app.ts';
import { Route } from '../access/route.ts';

const begun = Promise.withResolvers<void>();
const gate = Promise.withResolvers<void>();

@Controller('api')
class SlowController {
  @Post('communities')
  @Route('community.create', { summary: 'Takes its time.', status: 201 })
  async slow(): Promise<object> {
    begun.resolve();
    await gate.promise;
    return { done: true };
  }

  @Get('communities')
  @Route('community.list', { summary: 'At once.', status: 200 })
  quick(): object {
    return {};
  }
}

@Module({ imports: [PlainPorts], controllers: [SlowController] })
class SlowModule {}

it('a stop ends sockets at once, lets open requests end, and takes no new ones', async () => {
  const kraken = await startTestApp({ features: [SlowModule] });
  const http = kraken.http(tokenFor('ann'));
  const socket = await kraken.socket(tokenFor('ann'));
  const slow = http.post('/api/communities', {});
  await begun.promise;

  const stopped = kraken.app.stop();
  // Not a farewell that would keep the client from coming back.
  expect(await socket.closed()).toBe('transport close');
  await expect(askOnNewConnection(kraken.url)).rejects.toThrow();
  let isOver = false;
  void stopped.then(() => (isOver = true));
  expect(isOver).toBe(false);

  gate.resolve();
  expect(await slow).toMatchObject({ status: 201, body: { done: true } });
  await stopped;
  await kraken.stop();
});

function askOnNewConnection(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${url}/health`, { agent: new Agent() }, (response) => resolve(response.statusCode))
      .on('error', reject)
      .end();
  });
}
