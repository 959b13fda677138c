import type { FastifyRequest } from 'fastify';
import { SocketAddress, isIP, isIPv6 } from 'node:net';

/** Groups of an IPv6 address that name a network; behind them one household or machine has as many addresses as it likes. */
const networkGroups = 4;

/**
 * The address a request comes from. Proxies are believed only where they are trusted, and then only when what they name is an
 * address, with or without a port: otherwise it is the proxy's own.
 */
export function visitorAddress({ ip, socket }: FastifyRequest): string {
  const named = isIP(ip) ? ip : SocketAddress.parse(ip)?.address;
  return named ?? socket.remoteAddress ?? '';
}

/** What an address is counted as: an IPv4 address itself, of an IPv6 address the network of 64 bits. */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%', 1);
  if (!isIPv6(plain)) return address;
  const groups = groupsOf(plain);
  // An IPv4 address that came over a socket for both kinds.
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff') return groups.join(':');
  return `${groups.slice(0, networkGroups).join(':')}::/64`;
}

/** All eight groups, in the one spelling that URLs have for each. */
function groupsOf(address: string): string[] {
  const { hostname } = new URL(`http://[${address}]`);
  const [left = [], right = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter(Boolean));
  return [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
}
