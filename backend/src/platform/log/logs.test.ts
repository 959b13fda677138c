import { Controller, Module, Post } from '@nestjs/common';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { PlainPorts, tokenFor } from '../../testing/platform-features.ts';
import { startTestApp } from '../../testing/start-test-app.ts';
import { Route } from '../access/route.ts';

@Controller('api')
class BreakingController {
  @Post('communities')
  @Route('community.create', { summary: 'Breaks.', status: 201 })
  break(): never {
    throw Object.assign(new Error('could not store "private words" of ann@example.org'), {
      code: 42,
    });
  }
}

@Module({ imports: [PlainPorts], controllers: [BreakingController] })
class BreakingModule {}

it('a fault is logged with its place and the request id, and with nothing that people wrote', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kraken-log-'));
  const file = join(folder, 'logs', 'kraken.log');
  const kraken = await startTestApp({
    features: [BreakingModule],
    env: { LOG_FILE: file, LOG_LEVEL: 'trace' },
  });
  const token = tokenFor('ann');
  const { body } = await kraken
    .http(token)
    .post(
      '/api/communities?word=hidden',
      { content: 'private words' },
      { headers: { cookie: 'refresh=hidden' } },
    );
  await kraken.stop();

  const text = await vi.waitFor(() => {
    const log = readFileSync(file, 'utf8');
    expect(log).toContain(body.requestId);
    return log;
  });
  const fault = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string; error?: object })
    .find(({ msg }) => msg === 'request failed');
  expect(fault?.error).toMatchObject({ kind: 'Error', code: 42 });
  expect(JSON.stringify(fault)).toContain('BreakingController.break');
  for (const secret of ['private', 'example.org', 'hidden', token, '127.0.0.1'])
    expect(text).not.toContain(secret);
  rmSync(folder, { recursive: true });
});
