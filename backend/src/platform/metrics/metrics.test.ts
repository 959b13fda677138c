import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PlainPorts, tokenFor } from '../../testing/platform-features.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';
import { Metrics } from './metrics.ts';

let kraken: TestApp;
beforeAll(async () => {
  kraken = await startTestApp({ features: [PlainPorts], env: { METRICS_PORT: '0' } });
});
afterAll(() => kraken.stop());

function ask(path: string, host?: string): Promise<{ status: number | undefined; text: string }> {
  const { port } = kraken.get(Metrics);
  return new Promise((resolve, reject) => {
    request({ port, path, ...(host && { headers: { host } }) }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => resolve({ status: response.statusCode, text }));
    })
      .on('error', reject)
      .end();
  });
}

it('counts requests by route and sockets, on a port of its own', async () => {
  await kraken.http().get('/health');
  await kraken.socket(tokenFor('ann'));
  const { status, text } = await ask('/metrics');
  expect(status).toBe(200);
  expect(text).toContain('kraken_http_request_seconds_count{route="health.live",status="200"} 1');
  expect(text).toContain('kraken_live_sockets 1');
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  expect((await kraken.http().get('/metrics')).status).toBe(404);
});

it('answers nobody who calls this machine by another name', async () => {
  expect((await ask('/metrics', 'evil.example')).status).toBe(404);
  expect((await ask('/other')).status).toBe(404);
});

it('measures nothing unless asked to', async () => {
  const quiet = await startTestApp({ features: [PlainPorts] });
  expect(quiet.get(Metrics).port).toBeUndefined();
  await quiet.stop();
});
