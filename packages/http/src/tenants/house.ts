import type { Hono } from 'hono'
import { appOf } from '../app.ts'
import { partsOf, type AmongTenants, type GatewayOptions } from '../options.ts'
import { workOnForwards } from '../deliveries/working.ts'
import { workOnOutbox } from '../outbox/working.ts'
import type { Parts } from '../parts.ts'
import { watchRecordings } from '../sending/recordings.ts'
import type { Ending } from '../serving.ts'
import type { Scope } from './scope.ts'
import type { Tenant } from './tenant.ts'

/** What all tenants on a gateway have together. */
export type SharedOptions = Pick<
  GatewayOptions,
  'log' | 'metrics' | 'page' | 'surroundings' | 'clock' | 'limits'
>

/** A tenant, with what is bound to its part of the store. */
export interface TenantOptions extends Pick<
  GatewayOptions,
  'runtime' | 'engine' | 'graph' | 'templates' | 'forwardWebhooksTo' | 'trail'
> {
  readonly tenant: Tenant
}

/** One tenant's routes, while they are in use. */
export interface House {
  readonly options: TenantOptions
  readonly parts: Parts
  readonly scope: Scope
  readonly app: Pick<Hono, 'fetch'>
  /** Does it, and counts as in use until it is done. */
  readonly during: <Result>(action: () => Promise<Result>) => Promise<Result>
  /** Ends its streams and its background work, and resolves when nothing uses it any more. */
  readonly retire: () => Promise<void>
}

export interface HouseInput {
  readonly options: TenantOptions
  readonly shared: SharedOptions
  readonly ending: Ending
  readonly among: AmongTenants
}

/** Opens a tenant's routes. Throws a `TypeError` where an option is missing or invalid. */
export const houseOf = ({ options, shared, ending, among }: HouseInput): House => {
  const { tenant, ...bound } = options
  const retired = new AbortController()
  const [only, ...more] = tenant.phoneNumbers
  const parts = partsOf(
    {
      ...shared,
      ...bound,
      appSecrets: tenant.appSecrets,
      verifyToken: tenant.verifyToken,
      apiKeys: tenant.keys,
      ...(bound.forwardWebhooksTo === undefined ? { forwardWebhooksTo: webhookTargets(tenant) } : {}),
      ...(only === undefined || more.length > 0 ? {} : { phoneNumberId: only }),
    },
    {
      draining: AbortSignal.any([ending.draining.signal, retired.signal]),
      isLeaving: () => ending.isLeaving,
    },
    among,
  )
  const app = appOf(parts)
  const stopWatching = watchRecordings(parts)
  workOnOutbox(parts)
  workOnForwards(parts)
  warnOfOwnEvents(tenant, parts)
  let running = 0
  let isIdle = (): void => undefined
  const during: House['during'] = async (action) => {
    running++
    try {
      return await action()
    } finally {
      running--
      if (running === 0) isIdle()
    }
  }
  return {
    options,
    parts,
    scope: among.scope,
    app: { fetch: (request) => during(async () => app.fetch(request)) },
    during,
    retire: () => {
      retired.abort()
      stopWatching()
      return running === 0 ? Promise.resolve() : new Promise((resolve) => (isIdle = resolve))
    },
  }
}

/** An endpoint that waits for what never comes is an operator's mistake that nobody would see. */
const warnOfOwnEvents = ({ id, forward }: Tenant, { log, surroundings }: Parts): void => {
  for (const { url, events } of forward) {
    const own = events.filter((event) => event !== '*')
    if (own.length === 0) continue
    const at = surroundings.now()
    log({ level: 'warn', event: 'events not forwarded', at, tenant: id, url, events: own.join(' ') })
  }
}

/** Where Meta's webhooks go on to. */
const webhookTargets = ({ forward }: Tenant): readonly { readonly url: string }[] =>
  forward.filter(({ events }) => events.includes('*')).map(({ url }) => ({ url }))
