import { MINUTE, type Instant } from '@guichet/core'
import { chance } from './chance.ts'
import { startGateway, type GatewayChild } from './gateway-child.ts'
import type { GatewaySetup } from './gateway-setup.ts'

/** A moment at which the gateway was killed, and what was going on. */
export interface Kill {
  readonly at: Instant
  readonly webhooksUnderWay: number
  readonly sendsUnderWay: number
  /** A request was begun; WhatsApp took a message, and did not say so yet; a webhook was just acknowledged. */
  readonly when: 'begun' | 'taken' | 'acknowledged'
}

/** The gateway's process, which is killed now and then and started again. */
export interface Mortal {
  readonly url: () => string
  readonly kills: readonly Kill[]
  /** Told at every moment at which it could be killed. */
  readonly moment: (moment: Moment) => void
  /** Starts it again when it is time; waits for that. */
  readonly revive: (now: Instant) => Promise<void>
  readonly stop: () => Promise<number | null>
  readonly log: () => readonly string[]
}

/** A moment in the traffic at which it could be killed. */
export interface Moment extends Kill {
  /** How many requests were begun. */
  readonly orders: number
}

/** At which moments it dies, in turn: those at which what is done carelessly is lost. */
const worst: readonly Kill['when'][] = ['taken', 'acknowledged', 'begun']

export interface MortalInput {
  readonly seed: number
  readonly setup: Omit<GatewaySetup, 'now'>
  readonly now: () => Instant
  readonly times: number
  /** How many orders there are in all. */
  readonly orders: number
}

/** Starts the gateway, to be killed that many times after as many seeded shares of the orders. */
export const mortalGateway = async (input: MortalInput): Promise<Mortal> => {
  const { seed, setup, now, times, orders } = input
  const roll = chance(seed + 3)
  const kills: Kill[] = []
  const logs: string[] = []
  let child: GatewayChild = await startGateway({ ...setup, now: now() })
  let dying: Promise<void> | null = null
  let backAt: Instant = Infinity
  const dueAfter = (index: number): number => ((index + 0.3 + 0.6 * roll('kill', index)) / times) * orders

  return {
    url: () => child.url,
    kills,
    log: () => [...logs, ...child.log],
    moment: (moment) => {
      const { length } = kills
      if (dying !== null || length >= times || moment.orders < dueAfter(length)) return
      if (moment.when !== worst[length % worst.length] || moment.sendsUnderWay === 0) return
      // Where webhooks are answered at once none may ever be found on its way.
      const isOverdue = moment.orders > dueAfter(length) + orders / 20
      if (moment.webhooksUnderWay === 0 && !isOverdue) return
      kills.push(moment)
      dying = child.kill()
      backAt = moment.at + (1 + 9 * roll('down for', length)) * MINUTE
    },
    revive: async (at) => {
      if (dying === null || at < backAt) return
      await dying
      logs.push(...child.log)
      child = await startGateway({ ...setup, now: now() })
      dying = null
    },
    stop: () => child.stop(),
  }
}
