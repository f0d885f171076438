import { randomUUID } from 'node:crypto'
import { graphClient, readWebhookText } from '@guichet/cloud-api'
import { engine as engineOf, type Instant } from '@guichet/core'
import { memoryStore, readerOfPart, runtime, storeOfPart, trailOf, type Store } from '@guichet/runtime'
import {
  gatewayOfTenants,
  partOfTenant,
  rights,
  type LogEntry,
  type MetricsPort,
  type Right,
  type Tenant,
  type TenantOptions,
  type TenantsGateway,
} from '../../src/index.ts'
import { graphServer, type GraphServer } from './graph-server.ts'
import { start } from './world.ts'

/** The key of a tenant with one right, or with all. */
export const keyWith = (tenant: string, right: Right | 'every'): string => `${tenant}-key-PLANTED-${right}`

/** A tenant with a key for each right, and one with all of them. */
export const tenantOf = (
  id: string,
  number: string,
  account: string,
  more: Partial<Tenant> = {},
): Tenant => ({
  id,
  appSecrets: [`${id}-secret`],
  verifyToken: `${id}-verify`,
  accessToken: `EAAG-${id}`,
  phoneNumbers: [number],
  accounts: [account],
  keys: [
    ...rights.map((right) => ({ name: `${id}-${right}`, key: keyWith(id, right), may: [right] })),
    { name: `${id}-every`, key: keyWith(id, 'every'), may: rights },
  ],
  forward: [],
  ...more,
})

export const bakery = tenantOf('bakery', '100100', '200200')
export const florist = tenantOf('florist', '101101', '201201')

/** A gateway of two tenants on one store, with everything real but the clock and WhatsApp. */
export interface TenantsWorld {
  readonly gateway: TenantsGateway
  readonly store: Store
  readonly graph: GraphServer
  readonly clock: { now: Instant }
  readonly log: LogEntry[]
  /** The same tenants bound anew, as a reload does. */
  readonly bind: (tenant: Tenant) => TenantOptions
  readonly ask: (path: string, key: string, init?: RequestInit) => Promise<Response>
  readonly close: () => Promise<void>
}

export const tenantsWorld = async (
  tenants: readonly Tenant[] = [bakery, florist],
  metrics?: MetricsPort,
): Promise<TenantsWorld> => {
  const store = memoryStore()
  const graph = await graphServer()
  const clock = { now: start }
  const log: LogEntry[] = []
  const surroundings = {
    now: () => clock.now,
    newId: () => randomUUID(),
    nextTurn: () => new Promise<void>((resolve) => setImmediate(resolve)),
  }
  const bind = (tenant: Tenant): TenantOptions => {
    const { accessToken } = tenant
    const engine = engineOf()
    const part = partOfTenant(tenant)
    const transport = graphClient({ accessToken, baseUrl: graph.baseUrl })
    const bound = runtime({
      engine,
      store: storeOfPart(store, part),
      read: readerOfPart(readWebhookText, part),
      transport,
      surroundings,
    })
    const trail = trailOf({ store: storeOfPart(store, part) })
    return { tenant, runtime: bound, engine, trail, graph: { accessToken, baseUrl: graph.baseUrl } }
  }
  const gateway = gatewayOfTenants({
    tenants: tenants.map(bind),
    surroundings,
    log: (entry) => log.push(entry),
    ...(metrics === undefined ? {} : { metrics }),
  })
  return {
    gateway,
    store,
    graph,
    clock,
    log,
    bind,
    ask: (path, key, init = {}) => {
      const headers = new Headers(init.headers)
      headers.set('authorization', `Bearer ${key}`)
      return gateway.fetch(new Request(`http://gateway.test${path}`, { ...init, headers }))
    },
    close: async () => {
      await gateway.drain()
      await graph.close()
    },
  }
}

/** What a webhook is about. */
export interface About {
  readonly account: string
  readonly number: string | null
  readonly customer?: string
}

let count = 0

/** An entry of a webhook: a customer's message; without a number, news of a template. */
export const entryOf = (
  { account, number, customer = '33639980001' }: About,
  at: Instant = start,
): object => ({
  id: account,
  time: Math.floor(at / 1000),
  changes: [
    number === null
      ? {
          field: 'message_template_status_update',
          value: {
            event: 'PAUSED',
            message_template_id: 1,
            message_template_name: `promo_of_${account}`,
            message_template_language: 'en_US',
          },
        }
      : {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { phone_number_id: number },
            messages: [
              {
                from: customer,
                id: `wamid.in.${count++}`,
                timestamp: String(Math.floor(at / 1000)),
                type: 'text',
                text: { body: 'PRIVATE words' },
              },
            ],
          },
        },
  ],
})

/** A webhook of these entries. */
export const webhookWith = (...entries: readonly object[]): string =>
  JSON.stringify({ object: 'whatsapp_business_account', entry: entries })
