import type { IncomingMessage } from 'node:http';
import type { Env } from '../../env.ts';

/**
 * Whether a request may act with this site's cookies and sockets. Browsers send `Origin` with everything that changes
 * something and with every WebSocket; programs send none and carry no cookies by themselves. The same host as in `Host`
 * is the own site, and so is PUBLIC_URL.
 */
export function isOwnOrigin(request: IncomingMessage, env: Env): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return request.headers['sec-fetch-site'] !== 'cross-site';
  if (env.PUBLIC_URL !== undefined && origin === new URL(env.PUBLIC_URL).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
