import { client } from '../../api-client/client.gen.ts';
import { ApiProblem, toApiError } from './api-problem.ts';

/** Where requests get their proof of identity from. */
export interface ApiTokens {
  accessToken: () => Promise<{ token: string }>;
  /** The server refused this token: another one, once. */
  replace: (refused: string) => Promise<{ token: string }>;
}

const BEARER = 'Bearer ';

/** Sends a copy of the request with another token. The body can be read once, so the copy is made beforehand. */
function withToken(request: Request, token: string): Request {
  const again = new Request(request);
  again.headers.set('Authorization', `${BEARER}${token}`);
  return again;
}

/**
 * Ties the generated client to the session: every request of a route that wants identity carries the token, a
 * refused token is replaced once, and whatever goes wrong is thrown as `ApiProblem` or `NetworkFailure`.
 */
export function configureApi(tokens: ApiTokens): void {
  client.setConfig({
    baseUrl: '',
    credentials: 'same-origin',
    auth: async () => (await tokens.accessToken()).token,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const copy = request.headers.has('Authorization') ? request.clone() : null;
      const response = await globalThis.fetch(request);
      if (response.status !== 401 || !copy) return response;
      const refused = (copy.headers.get('Authorization') ?? '').slice(BEARER.length);
      const fresh = await tokens.replace(refused).catch(() => null);
      return fresh ? globalThis.fetch(withToken(copy, fresh.token)) : response;
    },
  });
  client.interceptors.error.use((error, response) => toApiError(error, response));
}

/** Whether asking the same again may succeed: lost connections and faults of the server, not refusals. */
export function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof ApiProblem) || error.status >= 500;
}
