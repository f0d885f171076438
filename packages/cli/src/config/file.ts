import { forwardedEvents, rights, type ForwardedEvent, type Right } from '@guichet/http'
import { secret, type Secret, type SecretRules } from './secret.ts'
import { list, object, optional, text, whole, word, type Shape } from './shape.ts'

/** The configuration of the gateway, as its file has it: secrets may stand elsewhere. */
export interface ConfigFile {
  readonly tenants: readonly TenantEntry[]
  /** The path of a rate card; `null`: none. */
  readonly rates: string | null
  readonly timeZone: string
  /** How long an entry of the audit trail is kept. */
  readonly auditTrailDays: number
  /** How long webhooks are kept as they came; `null`: for good. */
  readonly journalDays: number | null
}

/** A tenant of the file. */
export interface TenantEntry {
  readonly id: string
  readonly appSecrets: readonly Secret[]
  readonly verifyToken: Secret
  readonly accessToken: Secret
  readonly phoneNumbers: readonly string[]
  readonly accounts: readonly string[]
  readonly keys: readonly { readonly name: string; readonly key: Secret; readonly may: readonly Right[] }[]
  readonly forward: readonly ForwardEntry[]
  readonly windowClosingMinutes: number
}

/** An endpoint of the file. */
export interface ForwardEntry {
  readonly url: string
  readonly events: readonly ForwardedEvent[]
  readonly secret: Secret | null
}

const visible: SecretRules = {
  pattern: /^[\x21-\x7e]+$/,
  expected: 'a text of visible ASCII characters without spaces',
}

/** What the secrets of a tenant consist of. */
export const secretRules: Readonly<
  Record<'appSecret' | 'verifyToken' | 'accessToken' | 'key' | 'forward', SecretRules>
> = {
  appSecret: { pattern: /^\S+$/, expected: 'a text without spaces' },
  verifyToken: { pattern: /\S/, expected: 'a text that is not empty' },
  accessToken: visible,
  key: {
    pattern: /^[\x21-\x7e]{16,}$/,
    expected: '16 or more visible ASCII characters without spaces; make one with: openssl rand -hex 24',
  },
  forward: { pattern: /^\S{16,}$/, expected: '16 or more characters without spaces' },
}

const id = (description: string): Shape<string> =>
  text({ description, pattern: /^\d{1,32}$/, expected: "an id of Meta's: 1 to 32 digits" })

const name = (description: string): Shape<string> =>
  text({
    description,
    pattern: /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/,
    expected: '1 to 64 letters, digits, spaces, dots, dashes or underscores, the first a letter or digit',
  })

const key = object(
  {
    name: name('Names the key in the log and the audit trail.'),
    key: secret(secretRules.key, 'The API key; make one with: openssl rand -hex 24.'),
    may: list(
      word(
        rights,
        'send: send messages and change things at Meta. ask: ask the rules. read: read all that is known. board: what the board shows and does. operate: metrics, the audit trail, erasure, giving up.',
      ),
      1,
      'What the key may do.',
    ),
  },
  'An API key of the tenant.',
)

const forward: Shape<ForwardEntry> = object(
  {
    url: text({
      description: 'Where they go, such as https://bot.example/webhook.',
      pattern: /^https?:\/\/\S+$/,
      expected: 'an address such as https://bot.example/webhook',
    }),
    events: list(
      word(forwardedEvents, "*: Meta's webhooks as they came. All else: events of the gateway."),
      1,
      'What goes there.',
    ),
    secret: optional<Secret | null>(secret(secretRules.forward, 'Signs events of the gateway.'), null),
  },
  'An endpoint that receives webhooks or events.',
)

const tenant: Shape<TenantEntry> = object(
  {
    id: name('Names the tenant in the log, the metrics and the audit trail.'),
    appSecrets: list(
      secret(secretRules.appSecret, 'The secret of a Meta app.'),
      1,
      'They sign webhooks; several while one replaces another.',
    ),
    verifyToken: secret(secretRules.verifyToken, "What Meta says in the webhook's handshake."),
    accessToken: secret(secretRules.accessToken, 'The access token for the Graph API.'),
    phoneNumbers: list(id('The id of a phone number.'), 1, "The tenant's phone numbers."),
    accounts: list(id('The id of an account.'), 0, "The tenant's WhatsApp Business Accounts."),
    keys: list(key, 1, 'The API keys of its callers.'),
    forward: optional<readonly ForwardEntry[]>(list(forward, 0, 'Where webhooks and events go on to.'), []),
    windowClosingMinutes: optional(
      whole(1, 1430, 'How long before a window closes window-closing goes on, in minutes; default 60.'),
      60,
    ),
  },
  'A business on the gateway.',
)

/** The configuration of the gateway. */
export const configFile: Shape<ConfigFile> = object(
  {
    $schema: optional(
      text({ description: 'The schema, for editors.', pattern: /^/, expected: 'a text' }),
      '',
    ),
    tenants: list(tenant, 1, 'The businesses on the gateway.'),
    rates: optional<string | null>(
      text({
        description: 'A rate card, from the folder of the configuration on.',
        pattern: /^[^\0]+$/,
        expected: 'the path of a file',
      }),
      null,
    ),
    timeZone: optional(
      text({
        description: 'In which rulebooks, days and months begin, such as Europe/Paris; default UTC.',
        pattern: /^[A-Za-z0-9_+/-]+$/,
        expected: 'a time zone such as Europe/Paris',
      }),
      'UTC',
    ),
    auditTrailDays: optional(
      whole(1, 3650, 'How long an entry of the audit trail is kept, in days; default 90.'),
      90,
    ),
    journalDays: optional<number | null>(
      whole(8, 3650, 'How long webhooks are kept as they came, in days; without it for good.'),
      null,
    ),
  },
  'The configuration of `guichet serve --config`.',
)
