/** An answer with its body read. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON; the text when it is none; undefined when there is no body. */
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests look into whatever came
}

export interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** Talks to a server as one browser does: keeps cookies, and the access token once it has been given one. */
export class HttpClient {
  /** Sent as `Authorization: Bearer …`. */
  token: string | undefined;
  readonly cookies = new Map<string, string>();

  constructor(readonly url: string) {}

  get = (path: string, options?: RequestOptions) => this.send('GET', path, options);
  delete = (path: string, options?: RequestOptions) => this.send('DELETE', path, options);
  post = (path: string, body?: unknown, options?: RequestOptions) =>
    this.send('POST', path, { body, ...options });
  put = (path: string, body?: unknown, options?: RequestOptions) =>
    this.send('PUT', path, { body, ...options });
  patch = (path: string, body?: unknown, options?: RequestOptions) =>
    this.send('PATCH', path, { body, ...options });

  async send(
    method: string,
    path: string,
    { body, headers = {} }: RequestOptions = {},
  ): Promise<Answer> {
    const hasBody = body !== undefined;
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...this.identification(),
        ...(hasBody && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(hasBody && {
        body:
          typeof body === 'string' || body instanceof Uint8Array
            ? (body as string)
            : JSON.stringify(body),
      }),
    });
    this.keepCookies(response);
    return {
      status: response.status,
      headers: response.headers,
      body: parse(await response.text()),
    };
  }

  private identification(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return {
      ...(cookie && { cookie }),
      ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
    };
  }

  private keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', value = ''] = [
        pair.slice(0, pair.indexOf('=')),
        pair.slice(pair.indexOf('=') + 1),
      ];
      const isGone = value === '' || attributes.some((attribute) => /^max-age=0$/i.test(attribute));
      if (isGone) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
