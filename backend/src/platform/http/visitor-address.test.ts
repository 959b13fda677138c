import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { networkOf, visitorAddress } from './visitor-address.ts';

describe('the address of a visitor', () => {
  const seen = (ip: string) =>
    visitorAddress({ ip, socket: { remoteAddress: '127.0.0.1' } } as FastifyRequest);

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8::7', '2001:db8::7'],
    ['192.0.2.7:4711', '192.0.2.7'],
    ['[2001:db8::7]:4711', '2001:db8::7'],
  ])('that a proxy names as %s is %s', (ip, address) => {
    expect(seen(ip)).toBe(address);
  });

  it.each(['', 'unknown', '<script>', '9'.repeat(3000), "' or 1=1"])(
    'is the proxy when it names %.20s',
    (ip) => {
      expect(seen(ip)).toBe('127.0.0.1');
    },
  );
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8::7', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::ffff:192.0.2.7', '0:0:0:0:0:ffff:c000:207'],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
