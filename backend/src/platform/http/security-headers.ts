import type { FastifyInstance } from 'fastify';
import type { Env } from '../../env.ts';

/**
 * What pages may load: scripts and styles of this server only, and no inline script. Styles may be set by script
 * attribute-wise (`element.style`), which CSP allows; a few interface libraries also write `style` attributes, hence
 * `style-src-attr`. Pictures and media come from this server or from memory (previews before an upload).
 */
export function contentSecurityPolicy(env: Env): string {
  const connect = ["'self'"];
  if (env.LIVEKIT_URL !== undefined)
    connect.push(env.LIVEKIT_URL.replace(/^http/, 'ws').replace(/\/+$/, ''));
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'media-src': "'self' blob:",
    'font-src': "'self'",
    'connect-src': connect.join(' '),
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'object-src': "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** The headers of every answer, errors and files included. */
export function securityHeaders(env: Env): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(env),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy':
      'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()',
    'x-permitted-cross-domain-policies': 'none',
    ...(env.PUBLIC_URL?.startsWith('https:') && {
      'strict-transport-security': 'max-age=31536000',
    }),
  };
}

export function addSecurityHeaders(
  fastify: FastifyInstance,
  headers: Record<string, string>,
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    done();
  });
}
