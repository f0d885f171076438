import type { Duration, Instant, Problem } from '@guichet/core'
import { unknownKeys } from '@guichet/core/adapter'
import type { Fetch } from '../graph/exchange.ts'

export interface GraphClientOptions {
  readonly accessToken: string
  /** Default `https://graph.facebook.com`; a path in it is kept. */
  readonly baseUrl?: string
  /**
   * Default `v24.0`: the oldest version with which statuses have their present shape (PMP-11). Newer ones
   * take the same messages.
   */
  readonly version?: string
  /** Default the global one. It must not repeat a request by itself. */
  readonly fetch?: Fetch
  /** The clock, for a `Retry-After` that names an instant; default the machine's. */
  readonly now?: () => Instant
  /**
   * Milliseconds for a whole exchange, to the last byte of the answer; default 30 seconds. A list of several pages
   * may take four times as long.
   */
  readonly timeout?: Duration
}

const optionNames: readonly string[] = [
  'accessToken',
  'baseUrl',
  'version',
  'fetch',
  'now',
  'timeout',
] satisfies readonly (keyof GraphClientOptions)[]

/** The errors of options that TypeScript would refuse. */
export const problemsOfOptions = (options: unknown): readonly Problem[] => {
  if (typeof options !== 'object' || options === null)
    return [{ path: '$', reason: 'the options must be an object with an accessToken' }]
  const { accessToken, baseUrl, version, fetch, now, timeout }: Readonly<Record<string, unknown>> = {
    ...options,
  }
  const isText = (value: unknown): boolean => typeof value === 'string'
  const problem = (isRight: boolean, name: string, reason: string): readonly Problem[] =>
    isRight ? [] : [{ path: `$.${name}`, reason }]
  return [
    ...problem(
      isText(accessToken),
      'accessToken',
      accessToken === undefined ? 'is missing' : 'must be a text',
    ),
    ...problem(baseUrl === undefined || isText(baseUrl), 'baseUrl', 'must be a text'),
    ...problem(version === undefined || isText(version), 'version', 'must be a text such as v24.0'),
    ...problem(fetch === undefined || typeof fetch === 'function', 'fetch', 'must be a function'),
    ...problem(now === undefined || typeof now === 'function', 'now', 'must be a function'),
    ...problem(timeout === undefined || typeof timeout === 'number', 'timeout', 'must be milliseconds'),
    ...unknownKeys(options, optionNames, 'option'),
  ]
}
