import { Controller, Get, Module } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { describeApp } from './describe-app.ts';
import { accessFaults } from './platform/access/access-check.ts';
import { Route } from './platform/access/route.ts';

describe('the access table', () => {
  it('has a row for every route and every signal, and no other', async () => {
    expect(accessFaults(await describeApp())).toEqual([]);
  });

  it('refuses a route that it does not know', () => {
    expect(() => Route('message.shout' as 'message.get', { summary: 'Loud.' })).toThrow(
      'message.shout',
    );
  });

  it('misses routes without an id, routes told twice, and rows without a route', async () => {
    @Controller('api')
    class Strange {
      @Get('a')
      unnamed(): void {}

      @Get('b')
      @Route('message.get', { summary: 'One.' })
      once(): void {}

      @Get('c')
      @Route('message.get', { summary: 'Two.' })
      twice(): void {}
    }
    @Module({ controllers: [Strange] })
    class StrangeModule {}

    const faults = accessFaults(await describeApp([StrangeModule]));
    expect(faults).toContain('Strange.unnamed has no @Route');
    expect(faults).toContain('Strange.twice serves message.get a second time');
    expect(faults).toContain('the access table has a row for message.send, which nobody serves');
  });
});
