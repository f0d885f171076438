import { InvalidArgumentError } from 'commander'

/** What the environment says of the gateway: secrets never stand on a command line, where others can read them. */
export interface GatewaySettings {
  /** Signs webhooks. Several while one replaces another, separated by commas. */
  readonly appSecrets: readonly string[]
  /** What Meta says in the handshake. */
  readonly verifyToken: string
  readonly accessToken: string
  /** Where the Graph API is; Meta's own unless told. Without a slash at its end. */
  readonly graphUrl: string
  readonly apiKeys: readonly string[]
  /** The endpoint of a bot that gets every webhook, too; `null`: nobody does. */
  readonly forwardWebhooksTo: string | null
  readonly timeZone: string
  /** The phone number to send from where a request names none. */
  readonly phoneNumberId: string | null
}

export type Environment = Readonly<Record<string, string | undefined>>

export type SettingsReading =
  | { readonly ok: true; readonly settings: GatewaySettings }
  /** Everything that is wrong, a line each. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** The variables that make the gateway serve a real account. */
export const credentials = ['WHATSAPP_APP_SECRET', 'WHATSAPP_ACCESS_TOKEN', 'GUICHET_API_KEY'] as const

const metasGraph = 'https://graph.facebook.com'
const shortestKey = 16

/** Reads the environment; names every problem at once. No message holds a secret. */
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
        'WHATSAPP_APP_SECRET is missing: without it nobody can tell a forged webhook from a real one (app dashboard, App settings, Basic)',
      ]),
  ...(settings.verifyToken !== ''
    ? []
    : [
        'WHATSAPP_VERIFY_TOKEN is missing: choose any text, and give Meta the same one with the webhook address',
      ]),
  ...(settings.accessToken !== ''
    ? []
    : ['WHATSAPP_ACCESS_TOKEN is missing: WhatsApp takes messages only with it']),
  ...(settings.apiKeys.length > 0
    ? []
    : [
        'GUICHET_API_KEY is missing: without it anybody could send in your name; make one with: openssl rand -hex 24',
      ]),
  ...(settings.apiKeys.every((key) => key.length >= shortestKey)
    ? []
    : [`a GUICHET_API_KEY is shorter than ${shortestKey} characters; make one with: openssl rand -hex 24`]),
  ...(settings.apiKeys.every((key) => /^[\x21-\x7e]+$/.test(key))
    ? []
    : ['a GUICHET_API_KEY holds a character that no HTTP header may']),
  ...(settings.apiKeys.includes(settings.accessToken)
    ? ['a GUICHET_API_KEY is the access token; whoever has that needs no gateway']
    : []),
  ...(settings.forwardWebhooksTo === null || isWebAddress(settings.forwardWebhooksTo)
    ? []
    : ['GUICHET_FORWARD_WEBHOOKS_TO is no address such as https://bot.example/webhook']),
  ...(isGraphUrl(settings.graphUrl)
    ? []
    : ['WHATSAPP_GRAPH_URL is no address such as https://graph.facebook.com']),
]

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

const isGraphUrl = (text: string): boolean => {
  if (!isWebAddress(text)) return false
  const { search, hash, username, password } = new URL(text)
  return `${search}${hash}${username}${password}` === ''
}

/** Reads a port number; 0 lets the machine choose one. */
export const port = (text: string): number => {
  const read = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (!(read <= 65_535)) throw new InvalidArgumentError('write a port number from 0 to 65535')
  return read
}

/** What a command needs to ask WhatsApp, or everything that is wrong with it. */
export type GraphReading =
  | { readonly ok: true; readonly accessToken: string; readonly graphUrl: string }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads where the Graph API is, and the token for it. No message holds it. */
export const readGraph = (environment: Environment): GraphReading => {
  const accessToken = environment['WHATSAPP_ACCESS_TOKEN']?.trim() ?? ''
  const graphUrl = (environment['WHATSAPP_GRAPH_URL']?.trim() || metasGraph).replace(/\/+$/, '')
  const problems = [
    ...(accessToken === '' ? ['WHATSAPP_ACCESS_TOKEN is missing in the environment'] : []),
    ...(isGraphUrl(graphUrl) ? [] : ['WHATSAPP_GRAPH_URL is no address such as https://graph.facebook.com']),
  ]
  return problems.length === 0 ? { ok: true, accessToken, graphUrl } : { ok: false, problems }
}
