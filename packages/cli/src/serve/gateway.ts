import { boardFiles } from '@guichet/board'
import { graphClient } from '@guichet/cloud-api'
import {
  engine,
  isLeft,
  reasonsInWords,
  settings as rulesOf,
  type Duration,
  type Engine,
} from '@guichet/core'
import { gateway, type Gateway, type Log } from '@guichet/http'
import type { Peers, Runtime, Store, Surroundings, Timer, Tracing, Trail } from '@guichet/runtime'
import type { RateCard } from '@guichet/rates'
import { gatewayPrices } from '../bill/gateway-prices.ts'
import { boundTo } from '../store/bound.ts'
import { trailIn } from './trail.ts'
import type { GatewaySettings } from './settings.ts'
import { watched } from './watched.ts'

/** A gateway and its runtime, which closes after it. */
export interface OpenGateway {
  readonly runtime: Runtime
  readonly gateway: Gateway
  readonly trail: Trail
}

export interface GatewayInput {
  readonly settings: GatewaySettings
  /** Prices messages; nothing does unless given. */
  readonly card?: RateCard | null
  /** Several hold some phone numbers each. */
  readonly stores: readonly Store[]
  readonly surroundings: Surroundings
  readonly log: Log
  /** How far ahead of the clock a stored event counts, in milliseconds; a minute unless given. */
  readonly countsAhead?: Duration
  /** The other processes on the store; none unless given. */
  readonly peers?: Peers | undefined
  /** The timer of background work; default the machine's. */
  readonly timer?: Timer
  /** Follows what is done; nothing does unless given. */
  readonly tracing?: Tracing | undefined
}

/** Binds a store, the rules and WhatsApp together. Throws a readable error for invalid settings. */
export const openGateway = (input: GatewayInput): OpenGateway => {
  const { settings, surroundings, log, countsAhead, timer } = input
  const {
    appSecrets,
    verifyToken,
    accessToken,
    graphUrl,
    apiKeys,
    timeZone,
    phoneNumberId,
    forwardWebhooksTo,
  } = settings
  const rules = engineIn(timeZone)
  const { now } = surroundings
  const { clock, metrics, tracing, fetchAs, stores, read, onCommit } = watched(input)
  const fetch = fetchAs({})
  const whatsapp = graphClient({ accessToken, baseUrl: graphUrl, fetch, now })
  const runtime = boundTo(stores, {
    engine: rules,
    read,
    transport: whatsapp,
    surroundings,
    onCommit,
    tracing,
    peers: input.peers,
    ...(countsAhead === undefined ? {} : { countsAhead }),
  })
  const { card = null } = input
  const prices = card === null ? null : gatewayPrices(card, timeZone)
  const trail = trailIn(input.stores, log, now)
  return {
    runtime,
    trail,
    gateway: gateway({
      runtime,
      trail,
      prices: () => prices,
      engine: rules,
      graph: { baseUrl: graphUrl, accessToken, fetch },
      templates: { readList: whatsapp.readTemplates, ...(timer === undefined ? {} : { timer }) },
      clock,
      appSecrets,
      verifyToken,
      apiKeys,
      page: boardFiles(),
      surroundings,
      log,
      metrics,
      tracing,
      // Node's server counts what comes in.
      limits: { lengthIsEnforced: true },
      ...(forwardWebhooksTo === null ? {} : { forwardWebhooksTo: { url: forwardWebhooksTo } }),
      ...(phoneNumberId === null ? {} : { phoneNumberId }),
    }),
  }
}

const engineIn = (timeZone: string): Engine => {
  const rules = rulesOf({ timeZone })
  if (isLeft(rules)) throw new Error(`GUICHET_TIME_ZONE: ${reasonsInWords(rules.left)}`)
  return engine(rules.right)
}
