import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import { sendProblem } from './problem.filter.ts';

/** One file of the built client, in the encodings that lie beside it. */
interface Asset {
  path: string;
  type: string;
  /** Encodings by preference: the smallest first. */
  encodings: { name: 'br' | 'gzip'; path: string; size: number }[];
  size: number;
  tag: string;
  cacheControl: string;
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  txt: 'text/plain; charset=utf-8',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
};

/** Vite puts what carries a hash of its content in its name here: it never changes. */
const hashedFolder = '/assets/';

/**
 * Serves the built client. The list of files is made once at start, so that no path a visitor makes up ever reaches the file
 * system. A navigation to any other path gets the page; everything else that nobody serves is a problem.
 */
export function serveFrontend(fastify: FastifyInstance, folder: string): void {
  const assets = existsSync(folder) ? assetsIn(folder) : new Map<string, Asset>();
  const page = assets.get('/index.html');
  fastify.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    const asset = isReading
      ? (assets.get(path) ?? (isNavigation(request, path) ? page : undefined))
      : undefined;
    if (asset) return sendAsset(asset, request, reply);
    sendProblem(new Refusal('not-found'), request, reply);
    return reply;
  });
}

/** A browser that wants a page: the client shows what belongs to the path. The front door opens to whoever knocks. */
function isNavigation(request: FastifyRequest, path: string): boolean {
  if (path === '/') return true;
  if (/^\/(api|socket\.io|assets)(\/|$)/.test(path)) return false;
  return request.headers.accept?.includes('text/html') ?? false;
}

function assetsIn(folder: string): Map<string, Asset> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz|map)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths
      .map((path) => [`/${relative(folder, path).split(sep).join('/')}`, path] as const)
      .map(([url, path]) => [url, assetAt(path, url)]),
  );
}

function assetAt(path: string, url: string): Asset {
  const { size, mtimeMs } = statSync(path);
  const encodings = (
    [
      ['br', 'br'],
      ['gzip', 'gz'],
    ] as const
  ).flatMap(([name, ending]) => {
    const encoded = `${path}.${ending}`;
    return existsSync(encoded) ? [{ name, path: encoded, size: statSync(encoded).size }] : [];
  });
  return {
    path,
    size,
    encodings,
    type: types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
    tag: `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`,
    cacheControl: url.startsWith(hashedFolder) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}

function sendAsset(asset: Asset, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoding = asset.encodings.find(({ name }) => accepts(accepted, name));
  const tag = encoding ? `${asset.tag.slice(0, -1)}-${encoding.name}"` : asset.tag;
  void reply
    .code(200)
    .type(asset.type)
    .header('cache-control', asset.cacheControl)
    .header('vary', 'accept-encoding')
    .header('etag', tag);
  if (request.headers['if-none-match'] === tag)
    return reply.code(304).removeHeader('content-type').send();
  if (encoding) void reply.header('content-encoding', encoding.name);
  void reply.header('content-length', encoding?.size ?? asset.size);
  if (request.method === 'HEAD') return reply.send();
  const path = encoding?.path ?? asset.path;
  // The page is asked for at every visit and is small; larger files are streamed.
  return reply.send(
    asset.type.startsWith('text/html') ? readFileSync(path) : createReadStream(path),
  );
}

/** Whether the client takes an encoding: named without `q=0`. */
function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((part) => {
    const [name, ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
