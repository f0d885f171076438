import { isLeft, reasonsInWords, settings, type Problem } from '@guichet/core'
import type { Forward, Tenant } from '@guichet/http'
import type { Config } from './config.ts'

/** What is wrong although each field by itself is right. No problem quotes a secret. */
export const problemsOf = ({
  tenants,
  timeZone,
}: Pick<Config, 'tenants' | 'timeZone'>): readonly Problem[] => [
  ...repeated(
    tenants.map(({ id }, t) => ({ value: id, path: `tenants[${t}].id` })),
    (first) => `is the id of ${first}, too; each tenant has its own`,
  ),
  ...repeated(
    eachOf(tenants, 'phoneNumbers'),
    (first) => `is at ${first}, too; a phone number belongs to one tenant`,
  ),
  ...repeated(
    eachOf(tenants, 'accounts'),
    (first) => `is at ${first}, too; an account belongs to one tenant`,
  ),
  ...repeated(
    tenants.flatMap(({ keys }, t) =>
      keys.map(({ key }, k) => ({ value: key, path: `tenants[${t}].keys[${k}].key` })),
    ),
    (first) => `is the same key as ${first}; make one with: openssl rand -hex 24`,
  ),
  ...tenants.flatMap((tenant, t) => problemsWith(tenant, t, tenants)),
  ...timeZoneProblems(timeZone),
]

const problemsWith = (tenant: Tenant, t: number, tenants: readonly Tenant[]): readonly Problem[] => {
  const at = `tenants[${t}]`
  const tokens = new Set(tenants.map(({ accessToken }) => accessToken))
  return [
    ...repeated(
      tenant.keys.map(({ name }, k) => ({ value: name, path: `${at}.keys[${k}].name` })),
      (first) => `is the name of ${first}, too; the audit trail names keys by it`,
    ),
    ...tenant.keys.flatMap(({ key }, k) =>
      tokens.has(key)
        ? [
            {
              path: `${at}.keys[${k}].key`,
              reason:
                'is an access token, with which callers could go around the gateway; choose another key',
            },
          ]
        : [],
    ),
    ...tenant.forward.flatMap((forward, f) => forwardProblems(forward, `${at}.forward[${f}]`)),
  ]
}

const forwardProblems = ({ url, events, secret }: Forward, at: string): readonly Problem[] => [
  ...(URL.canParse(url)
    ? []
    : [{ path: `${at}.url`, reason: 'must be an address such as https://bot.example/webhook' }]),
  ...(secret === null && events.some((event) => event !== '*')
    ? [{ path: `${at}.secret`, reason: 'is missing; events of the gateway are signed with it' }]
    : []),
]

const timeZoneProblems = (timeZone: string): readonly Problem[] => {
  const rules = settings({ timeZone })
  return isLeft(rules) ? [{ path: 'timeZone', reason: reasonsInWords(rules.left) }] : []
}

interface Placed {
  readonly value: string
  readonly path: string
}

const eachOf = (tenants: readonly Tenant[], name: 'phoneNumbers' | 'accounts'): readonly Placed[] =>
  tenants.flatMap((tenant, t) =>
    tenant[name].map((value, index) => ({ value, path: `tenants[${t}].${name}[${index}]` })),
  )

/** A problem for each value that stood before; `reason` is given the place of the first. */
const repeated = (all: readonly Placed[], reason: (first: string) => string): readonly Problem[] => {
  const places = new Map<string, string>()
  return all.flatMap(({ value, path }) => {
    const first = places.get(value)
    if (first !== undefined) return [{ path, reason: reason(first) }]
    places.set(value, path)
    return []
  })
}
