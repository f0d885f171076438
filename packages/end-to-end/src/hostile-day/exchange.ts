import { Agent, request } from 'node:http'

/** An answer over HTTP, read to its end. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export interface HttpRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Milliseconds of silence after which it is given up. */
  readonly patience?: number
}

/** Carries requests over kept connections; each rejects where the connection breaks. */
export interface Exchange {
  readonly ask: (asked: HttpRequest) => Promise<HttpAnswer>
  readonly close: () => void
}

/** Opens nothing before the first request. */
export const exchange = (): Exchange => {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 })
  return {
    ask: ({ url, method, headers, body = '', patience = 30_000 }) =>
      new Promise((resolve, reject) => {
        const length = method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body)) }
        const asking = request(url, { method, agent, headers: { ...headers, ...length } }, (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('error', reject)
          answer.once('close', () => reject(new Error('the answer broke off')))
          answer.once('end', () => {
            const text = Buffer.concat(chunks).toString()
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text })
          })
        })
        asking.setTimeout(patience, () => asking.destroy(new Error('there was no answer')))
        // A connection that is given up may break as well.
        asking.on('error', reject)
        asking.end(body)
      }),
    close: () => agent.destroy(),
  }
}
