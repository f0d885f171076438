import { MINUTE } from '@guichet/core'
import { appOf } from '../app.ts'
import { partsOf, type AmongTenants, type GatewayOptions } from '../options.ts'
import type { ForwardOptions } from '../webhooks/targets.ts'
import { workOnForwards, workOnNotices } from '../deliveries/working.ts'
import { workOnOutbox } from '../outbox/working.ts'
import type { Parts } from '../parts.ts'
import { watchRecordings } from '../sending/recordings.ts'
import type { App, Ending } from '../serving.ts'
import type { Scope } from './scope.ts'
import type { Tenant } from './tenant.ts'

/** What all tenants on a gateway have together. */
export type SharedOptions = Pick<
  GatewayOptions,
  'log' | 'prices' | 'metrics' | 'tracing' | 'page' | 'surroundings' | 'clock' | 'limits'
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
  readonly app: App
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
      ...(bound.forwardWebhooksTo === undefined ? { forwardWebhooksTo: targets(tenant) } : {}),
      ...(tenant.windowClosingMinutes === undefined
        ? {}
        : { windowClosing: tenant.windowClosingMinutes * MINUTE }),
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
  workOnNotices(parts)
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

/** Where webhooks and events go on to. */
const targets = ({ forward }: Tenant): readonly ForwardOptions[] =>
  forward.map(({ url, events, secret }) => ({ url, events, ...(secret === null ? {} : { secret }) }))
