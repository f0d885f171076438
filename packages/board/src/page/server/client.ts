/** The server's answer; a failure is a value, too. */
export type Reply =
  | { readonly is: 'ok'; readonly body: unknown; readonly askedAt: number }
  | { readonly is: 'wrong-key' }
  | { readonly is: 'not-found' }
  /** The server cannot be reached, or answers with an error. */
  | { readonly is: 'failed'; readonly reason: string }

/** Sends a request with the key. It throws nothing. */
export interface Client {
  readonly get: (path: string) => Promise<Reply>
  readonly post: (path: string, body: unknown) => Promise<Reply>
  /** A picture as an image; `null` if there is none. */
  readonly picture: (path: string) => Promise<Blob | null>
  /** A streamed response. */
  readonly stream: (path: string, signal: AbortSignal) => Promise<Response | 'wrong-key' | 'failed'>
}

/** The dependencies of the client. */
export interface ClientParts {
  readonly key: string
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>
  /** A clock that never goes back, in milliseconds. */
  readonly steady: () => number
}

const patience = 20_000

/** Is this a possible key? A header cannot contain other characters. */
export const isPossibleKey = (key: string): boolean => /^[!-~]+$/.test(key)

/** A client of the gateway's questions. */
export const clientOf = ({ key, fetch, steady }: ClientParts): Client => {
  const headers = { authorization: `Bearer ${key}` }
  const ask = async (path: string, init: RequestInit): Promise<Reply> => {
    if (!isPossibleKey(key)) return { is: 'wrong-key' }
    const askedAt = steady()
    try {
      const response = await fetch(path, {
        ...init,
        cache: 'no-store',
        signal: AbortSignal.timeout(patience),
      })
      return await readReply(response, askedAt)
    } catch {
      return { is: 'failed', reason: 'the server cannot be reached' }
    }
  }
  return {
    get: (path) => ask(path, { headers }),
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    picture: async (path) => {
      try {
        const response = await fetch(path, { headers, signal: AbortSignal.timeout(patience) })
        return response.ok ? await response.blob() : null
      } catch {
        return null
      }
    },
    stream: async (path, signal) => {
      if (!isPossibleKey(key)) return 'wrong-key'
      try {
        const response = await fetch(path, { headers, cache: 'no-store', signal })
        if (isWrongKey(response)) return 'wrong-key'
        return response.ok ? response : 'failed'
      } catch {
        return 'failed'
      }
    },
  }
}

const isWrongKey = ({ status }: Response): boolean => status === 401 || status === 403

const readReply = async (response: Response, askedAt: number): Promise<Reply> => {
  if (isWrongKey(response)) return { is: 'wrong-key' }
  if (response.status === 404) return { is: 'not-found' }
  if (!response.ok) return { is: 'failed', reason: `the server answers with status ${response.status}` }
  return { is: 'ok', body: await response.json(), askedAt }
}
