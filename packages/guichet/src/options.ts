import type { GraphClientOptions } from '@guichet/cloud-api'
import type { Problem, SettingsInput } from '@guichet/core'
import { misuse, unknownKeys } from '@guichet/core/adapter'
import type { Store, Surroundings } from '@guichet/runtime'
import type { OnMessage, OnStatus } from './handling.ts'

/** What WhatsApp gives to an app, and what the app gives to WhatsApp. */
export interface Credentials {
  readonly accessToken: string
  /** Signs webhooks; several while one replaces another. */
  readonly appSecret: string | readonly string[]
  /** The word that you type in where you register the address of webhooks. */
  readonly verifyToken: string
  /** Default Meta's; an emulator's where there is one. */
  readonly baseUrl?: string
}

export interface BotOptions extends Credentials {
  /** Called for each message of a customer; see `Handling`. */
  readonly onMessage: OnMessage
  /**
   * Called for each status of a message that was sent, once it is kept: `sent`, `delivered`, `read`, or `failed` with
   * Meta's code. One that comes again is not told again.
   */
  readonly onStatus?: OnStatus
  /** Hears what is wrong and not of one message, such as a clock; standard error, unless given. */
  readonly onWarning?: (words: string) => void
  /**
   * `memory:`, which is the default and forgets; `sqlite:PATH`; or a store that you made. Without a store that lasts,
   * windows that opened before a restart are closed.
   */
  readonly store?: string | Store
  /** The account's time zone and all else that an engine is made from. */
  readonly settings?: SettingsInput
  /** The version of the Graph API, `fetch` and time-out of what is sent. */
  readonly graph?: Omit<GraphClientOptions, 'accessToken' | 'baseUrl'>
  /** Clock and randomness; what is not given is the machine's. */
  readonly surroundings?: Partial<Surroundings>
  /** How many bytes a webhook may have; 4 MB unless given. Meta's have 3 MB at most. */
  readonly longestBody?: number
}

const optionNames: readonly string[] = [
  'accessToken',
  'appSecret',
  'verifyToken',
  'baseUrl',
  'onMessage',
  'onStatus',
  'onWarning',
  'store',
  'settings',
  'graph',
  'surroundings',
  'longestBody',
] satisfies readonly (keyof BotOptions)[]

/** Throws a `Misuse` that names every fault of the options, such as a variable that is not set. */
export const checkOptions = (options: BotOptions): void => {
  const given: Readonly<Record<string, unknown>> = { ...options }
  const { accessToken, appSecret, verifyToken, onMessage, store } = given
  const secrets: readonly unknown[] = Array.isArray(appSecret) ? appSecret : [appSecret]
  const problems = [
    ...missing('accessToken', [accessToken]),
    ...missing('appSecret', secrets.length === 0 ? [''] : secrets),
    ...missing('verifyToken', [verifyToken]),
    ...(typeof onMessage === 'function' ? [] : [{ path: '$.onMessage', reason: 'must be a function' }]),
    ...['onStatus', 'onWarning'].flatMap((name) =>
      ['function', 'undefined'].includes(typeof given[name])
        ? []
        : [{ path: `$.${name}`, reason: 'must be a function' }],
    ),
    ...(typeof store !== 'string' || /^(?:memory:$|sqlite:.)/.test(store)
      ? []
      : [{ path: '$.store', reason: 'must be memory:, sqlite:PATH, or a store that you made' }]),
    ...unknownKeys(options, optionNames, 'option'),
  ]
  if (problems.length > 0) misuse('bot', problems)
}

const missing = (name: string, values: readonly unknown[]): readonly Problem[] =>
  values.every((value) => typeof value === 'string' && value !== '')
    ? []
    : [{ path: `$.${name}`, reason: 'is missing; is its variable set?' }]

/**
 * The credentials from `WHATSAPP_ACCESS_TOKEN`, `WHATSAPP_APP_SECRET`, `WHATSAPP_VERIFY_TOKEN` and, where it is set,
 * `WHATSAPP_GRAPH_URL`. `bot` says which of them is missing.
 */
export const fromEnvironment = (environment: Readonly<Record<string, string | undefined>>): Credentials => {
  const { WHATSAPP_ACCESS_TOKEN, WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN, WHATSAPP_GRAPH_URL } =
    environment
  return {
    accessToken: WHATSAPP_ACCESS_TOKEN ?? '',
    appSecret: WHATSAPP_APP_SECRET ?? '',
    verifyToken: WHATSAPP_VERIFY_TOKEN ?? '',
    ...(WHATSAPP_GRAPH_URL === undefined || WHATSAPP_GRAPH_URL === '' ? {} : { baseUrl: WHATSAPP_GRAPH_URL }),
  }
}
