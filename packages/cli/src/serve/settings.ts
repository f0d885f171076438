import { InvalidArgumentError } from 'commander'

/**
 * The gateway's settings from the environment: secrets never go on a command line, where others can read
 * them.
 */
export interface GatewaySettings {
  /** Signs webhooks. Several while one replaces another, separated by commas. */
  readonly appSecrets: readonly string[]
  /** The verify token of the handshake. */
  readonly verifyToken: string
  readonly accessToken: string
  /** The address of the Graph API, without a slash at its end; default Meta's. */
  readonly graphUrl: string
  readonly apiKeys: readonly string[]
  /** The endpoint, such as a bot's, that also receives every webhook; `null`: none. */
  readonly forwardWebhooksTo: string | null
  /** The path of a rate card; `null`: none. */
  readonly rates: string | null
  readonly timeZone: string
  /** The phone number id for requests that name none. */
  readonly phoneNumberId: string | null
}

export type Environment = Readonly<Record<string, string | undefined>>

export type SettingsReading =
  | { readonly ok: true; readonly settings: GatewaySettings }
  /** Everything that is wrong, a line each. */
  | { readonly ok: false; readonly problems: readonly string[] }

const metasGraph = 'https://graph.facebook.com'
const shortestKey = 16

/** Reads the environment, and names every problem at once. No message contains a secret. */
export const readSettings = (environment: Environment): SettingsReading => {
  const value = (name: string): string => environment[name]?.trim() ?? ''
  const list = (name: string): readonly string[] =>
    value(name)
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
  const settings: GatewaySettings = {
    appSecrets: list('WHATSAPP_APP_SECRET'),
    verifyToken: value('WHATSAPP_VERIFY_TOKEN'),
    accessToken: value('WHATSAPP_ACCESS_TOKEN'),
    graphUrl: (value('WHATSAPP_GRAPH_URL') || metasGraph).replace(/\/+$/, ''),
    apiKeys: list('GUICHET_API_KEY'),
    forwardWebhooksTo: value('GUICHET_FORWARD_WEBHOOKS_TO') || null,
    rates: value('GUICHET_RATES') || null,
    timeZone: value('GUICHET_TIME_ZONE') || 'UTC',
    phoneNumberId: value('WHATSAPP_PHONE_NUMBER_ID') || null,
  }
  const problems = problemsOf(settings)
  return problems.length === 0 ? { ok: true, settings } : { ok: false, problems }
}

const problemsOf = (settings: GatewaySettings): readonly string[] => [
  ...(settings.appSecrets.length > 0
    ? []
    : [
        'WHATSAPP_APP_SECRET is missing: it verifies that webhooks come from Meta; copy it from the ' +
          'app dashboard, App settings, Basic',
      ]),
  ...(settings.verifyToken !== ''
    ? []
    : [
        'WHATSAPP_VERIFY_TOKEN is missing: choose any text, and enter the same text at Meta with the ' +
          'webhook address',
      ]),
  ...(settings.accessToken !== ''
    ? []
    : [
        'WHATSAPP_ACCESS_TOKEN is missing: WhatsApp accepts messages only with it; create one for a system ' +
          "user in Meta's Business settings",
      ]),
  ...(settings.apiKeys.length > 0
    ? []
    : [
        'GUICHET_API_KEY is missing: it keeps strangers from sending in your name; make one with: ' +
          'openssl rand -hex 24',
      ]),
  ...(settings.apiKeys.every((key) => key.length >= shortestKey)
    ? []
    : [
        `GUICHET_API_KEY has a key shorter than ${shortestKey} characters; make one with: openssl rand -hex 24`,
      ]),
  ...(settings.apiKeys.every((key) => /^[\x21-\x7e]+$/.test(key))
    ? []
    : [
        'GUICHET_API_KEY has a key with a space or a character outside visible ASCII; make one with: ' +
          'openssl rand -hex 24',
      ]),
  ...(settings.apiKeys.includes(settings.accessToken)
    ? [
        'GUICHET_API_KEY contains the access token, with which callers could go around the gateway; make ' +
          'one with: openssl rand -hex 24',
      ]
    : []),
  ...(settings.forwardWebhooksTo === null || isWebAddress(settings.forwardWebhooksTo)
    ? []
    : ['GUICHET_FORWARD_WEBHOOKS_TO must be an address such as https://bot.example/webhook']),
  ...(isGraphUrl(settings.graphUrl) ? [] : [graphUrlHint]),
]

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

const isGraphUrl = (text: string): boolean => {
  if (!isWebAddress(text)) return false
  const { search, hash, username, password } = new URL(text)
  return `${search}${hash}${username}${password}` === ''
}

/** Reads a port number; 0 means any free port. */
export const port = (text: string): number => {
  const read = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (!(read <= 65_535)) throw new InvalidArgumentError('write a port number from 0 to 65535')
  return read
}

/** The address of the Graph API, without a slash at its end; default Meta's. Throws a readable error for another text. */
export const readGraphUrl = (environment: Environment): string => {
  const graphUrl = (environment['WHATSAPP_GRAPH_URL']?.trim() || metasGraph).replace(/\/+$/, '')
  if (!isGraphUrl(graphUrl)) throw new Error(graphUrlHint)
  return graphUrl
}

const graphUrlHint = 'WHATSAPP_GRAPH_URL must be an address such as https://graph.facebook.com'

/** The settings for requests to WhatsApp, or every problem with them. */
export type GraphReading =
  | { readonly ok: true; readonly accessToken: string; readonly graphUrl: string }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads the address of the Graph API and its access token. No message contains the token. */
export const readGraph = (environment: Environment): GraphReading => {
  const accessToken = environment['WHATSAPP_ACCESS_TOKEN']?.trim() ?? ''
  const graphUrl = (environment['WHATSAPP_GRAPH_URL']?.trim() || metasGraph).replace(/\/+$/, '')
  const problems = [
    ...(accessToken === '' ? ['WHATSAPP_ACCESS_TOKEN is missing: set it in the environment'] : []),
    ...(isGraphUrl(graphUrl) ? [] : [graphUrlHint]),
  ]
  return problems.length === 0 ? { ok: true, accessToken, graphUrl } : { ok: false, problems }
}
