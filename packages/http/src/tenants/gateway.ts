import { keyOf } from '../access/guard.ts'
import { keyAmong } from '../access/keys.ts'
import { clockWatch } from '../operations/clock-watch.ts'
import { metricsOf } from '../operations/metrics.ts'
import { queuesOf } from '../operations/queue-metrics.ts'
import { limitsOf } from '../options.ts'
import { noTracing, realSurroundings } from '@guichet/runtime'
import { serving, type Ending, type Gateway } from '../serving.ts'
import { houseOf, type House, type SharedOptions, type TenantOptions } from './house.ts'
import { partOfTenant, type Scope } from './scope.ts'
import { webhookOfTenants } from './webhook.ts'

/** The options of a gateway of several tenants. */
export interface TenantsOptions extends SharedOptions {
  readonly tenants: readonly TenantOptions[]
}

/** A gateway of several tenants, which can be exchanged. */
export interface TenantsGateway extends Gateway {
  /**
   * Serves these tenants from now on. Requests under way are finished as they began. One whose options are the same
   * object stays as it is. Resolves when nothing uses the options that are gone; their runtimes may be closed then.
   * Throws a `TypeError`, and changes nothing, where an option is missing or invalid.
   */
  readonly replace: (tenants: readonly TenantOptions[]) => Promise<void>
}

/**
 * Makes a gateway of several tenants. Each sees its own part of the store only, as its runtime is bound to
 * (`storeOfPart`); its keys do what they may.
 */
export const gatewayOfTenants = ({ tenants, ...given }: TenantsOptions): TenantsGateway => {
  const surroundings = given.surroundings ?? realSurroundings
  const { now } = surroundings
  const log = given.log ?? (() => undefined)
  const shared = { ...given, clock: given.clock ?? clockWatch({ now, log }) }
  const ending: Ending = { draining: new AbortController(), isLeaving: false }
  let houses: readonly House[] = []
  let owners: ReadonlyMap<string, string> = new Map()
  let keys: readonly { readonly digest: Uint8Array; readonly house: House }[] = []
  const metrics = metricsOf({
    port: given.metrics ?? null,
    runtime: {
      openIntents: async (limit) =>
        (await Promise.all(houses.map(({ parts }) => parts.runtime.openIntents(limit)))).flat(),
      unrecorded: () => houses.reduce((sum, { parts }) => sum + parts.runtime.unrecorded(), 0),
    },
    clock: shared.clock,
    now,
    queues: () => houses.map(({ parts }) => queuesOf(parts)),
    lists: () => houses.flatMap(({ parts }) => parts.templates.lists.standings()),
  })

  const open = (options: TenantOptions): House => {
    const { id: tenant } = options.tenant
    const scope: Scope = {
      tenant,
      part: partOfTenant(options.tenant),
      isForeign: (id) => (owners.get(id) ?? tenant) !== tenant,
    }
    return houseOf({ options, shared, ending, among: { scope, metrics } })
  }

  const take = (next: readonly TenantOptions[]): Promise<void> => {
    if (next.length === 0) throw new TypeError('tenants is empty')
    const before = houses
    const opened = next.map((options) => before.find((house) => house.options === options) ?? open(options))
    owners = new Map(
      opened.flatMap(({ scope: { tenant, part } }) =>
        [...part.phoneNumbers, ...part.accounts].map((id) => [id, tenant] as const),
      ),
    )
    houses = opened
    keys = opened.flatMap((house) => house.parts.keys.map(({ digest }) => ({ digest, house })))
    return Promise.all(before.filter((house) => !opened.includes(house)).map(({ retire }) => retire())).then(
      () => undefined,
    )
  }
  void take(tenants)

  /** Who has no key is refused by any of them, and what needs none is the same at all. */
  const houseFor = (request: Request, path: string): House | undefined => {
    const key = keyOf(request, path)
    return (key === null ? null : keyAmong(key, keys)?.house) ?? houses[0]
  }

  const limits = limitsOf(given.limits)
  const gateway = serving({
    ending,
    webhook: (request) => webhookOfTenants(request, { houses, limits, log, now }),
    appFor: (request, path) => {
      const house = houseFor(request, path)
      if (house === undefined) throw new TypeError('tenants is empty')
      return house.app
    },
    metrics,
    log,
    tracing: given.tracing ?? noTracing,
    now,
  })
  return { ...gateway, replace: take }
}
