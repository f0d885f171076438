import type { NotListed } from '@guichet/cloud-api'
import { isLeft, MINUTE, type Duration, type TemplatesListed } from '@guichet/core'
import { left } from '@guichet/core/adapter'
import { machineTimer, recordList, type Runtime, type Surroundings } from '@guichet/runtime'
import type { Metrics } from '../operations/metrics.ts'
import type { Log } from '../log.ts'
import { accountsOf } from './accounts.ts'
import { askedToWait, notStored, readingFailure } from './failure.ts'
import type { TemplatesPort } from './port.ts'
import {
  afterFailure,
  afterReading,
  beingRead,
  isDue,
  mayBeRead,
  metAt,
  settling,
  wantedAt,
  type ReadingFailure,
  type Standing,
} from './standing.ts'
import { wholeSecond } from './whole-second.ts'

/** Keeps the lists of templates of all accounts up to date. */
export interface TemplateLists {
  /** The state of each account's list, by account. */
  readonly standings: () => readonly Standing[]
  /**
   * Call it when a template is not in the list of that number's account. Reads the list again, unless that
   * was done within a minute, and waits a few seconds at most. Resolves with whether a newer list is known.
   */
  readonly readAgain: (phoneNumberId: string) => Promise<boolean>
  /** Accepts a complete list from another source. */
  readonly take: (list: TemplatesListed) => Promise<boolean>
}

export interface TemplateListsInput {
  readonly runtime: Pick<Runtime, 'onChange' | 'phoneNumbers' | 'record' | 'templateLists' | 'templates'>
  /** Without it no list is read automatically. */
  readonly port: TemplatesPort | null
  readonly surroundings: Pick<Surroundings, 'now'>
  readonly metrics: Pick<Metrics, 'templatesListed'>
  readonly log: Log
  /** Ends everything. */
  readonly draining: AbortSignal
}

/** How often to check whether a list is due. */
const look: Duration = 1_000
/** How often the store is asked for accounts that other processes met. */
const lookAround: Duration = MINUTE
/** How long a send waits for a list. */
const patience: Duration = 5_000
/** How many lists are read at once: one list may take two minutes. */
const mostAtOnce = 4

/**
 * Begins to keep lists. A failure is logged and counted, stops nothing, and is retried with growing delays.
 */
export const templateLists = (input: TemplateListsInput): TemplateLists => {
  const { runtime, port, surroundings, metrics, log, draining } = input
  const { now } = surroundings
  const timer = port?.timer ?? machineTimer
  const standings = new Map<string, Standing>()
  const underWay = new Map<string, Promise<boolean>>()
  const accounts = accountsOf(runtime)

  const standingOf = (account: string): Standing => {
    const standing = standings.get(account) ?? metAt(account, now(), null)
    standings.set(account, standing)
    return standing
  }

  const begin = (account: string): void => {
    standings.set(account, beingRead(standingOf(account), now()))
  }

  const learn = async (): Promise<void> => {
    for (const { account, listedAt } of await accounts.learn(now()))
      if (!standings.has(account)) standings.set(account, metAt(account, now(), listedAt))
  }

  const failed = (account: string, failure: ReadingFailure, asked: Duration | null): false => {
    const standing = afterFailure(standingOf(account), failure, asked, now())
    standings.set(account, standing)
    metrics.templatesListed(failure.outcome)
    const retryInSeconds = Math.ceil((standing.dueAt - now()) / 1000)
    const { outcome, detail, status, code } = failure
    log({
      level: 'warn',
      event: 'templates not listed',
      at: now(),
      account,
      outcome,
      detail,
      status,
      code,
      retryInSeconds,
    })
    return false
  }

  const take = async (list: TemplatesListed): Promise<boolean> => {
    const { account } = list
    begin(account)
    let isNew: boolean
    try {
      isNew = await recordList(runtime, list)
    } catch {
      return failed(account, notStored(now()), null)
    }
    standings.set(account, afterReading(standingOf(account), list.at, now()))
    metrics.templatesListed(isNew ? 'recorded' : 'unchanged')
    log({
      level: 'info',
      event: 'templates listed',
      at: now(),
      account,
      templates: list.templates.length,
      isNew,
    })
    return true
  }

  const readOnce = async ({ readList }: TemplatesPort, account: string): Promise<boolean> => {
    begin(account)
    const { failures: attempt } = standingOf(account)
    const broken: NotListed = { outcome: 'unknown', reason: 'connection-lost' }
    const wanted = { account, at: wholeSecond(now()), attempt, signal: draining }
    const reading = await readList(wanted).catch(() => left(broken))
    if (draining.aborted) return false
    return isLeft(reading)
      ? failed(account, readingFailure(reading.left, now()), askedToWait(reading.left))
      : take(reading.right)
  }

  /** One reading of an account at a time. */
  const read = (from: TemplatesPort, account: string): Promise<boolean> => {
    const reading = underWay.get(account) ?? readOnce(from, account).finally(() => underWay.delete(account))
    underWay.set(account, reading)
    return reading
  }

  const readDue = async (from: TemplatesPort): Promise<void> => {
    if (accounts.isDue(now(), lookAround)) await learn()
    for (const standing of standings.values())
      if (underWay.size < mostAtOnce && !underWay.has(standing.account) && isDue(standing, now()))
        void read(from, standing.account)
  }

  let stopLooking = (): void => undefined
  const keepLooking = (from: TemplatesPort): void => {
    stopLooking = timer(look, () => {
      readDue(from)
        .catch(() => undefined)
        .finally(() => {
          if (!draining.aborted) keepLooking(from)
        })
    })
  }

  if (port !== null) {
    const stopListening = runtime.onChange((changed) => {
      if (changed.is === 'thread') accounts.see(changed.phoneNumberId)
      if (changed.is !== 'templates') return
      for (const account of changed.accounts ?? [])
        standings.set(account, wantedAt(standingOf(account), now() + settling))
    })
    keepLooking(port)
    draining.addEventListener('abort', () => {
      stopListening()
      stopLooking()
    })
  }

  return {
    standings: () => [...standings.values()].sort((a, b) => (a.account < b.account ? -1 : 1)),
    readAgain: async (phoneNumberId) => {
      if (port === null) return false
      if (accounts.of(phoneNumberId).length === 0) await learn()
      const accountsOfNumber = accounts.of(phoneNumberId)
      // While the account of a number is unknown, the rules apply the templates of all accounts.
      const wanted = (accountsOfNumber.length > 0 ? accountsOfNumber : [...standings.keys()]).filter(
        (account) => underWay.has(account) || mayBeRead(standingOf(account), now()),
      )
      const readings = Promise.all(wanted.map((account) => read(port, account)))
      return atMost(
        readings.then((done) => done.some(Boolean)),
        (late) => timer(patience, late),
      )
    },
    take,
  }
}

/** The result of the work, or `false` once the time is up. */
const atMost = async (work: Promise<boolean>, ring: (late: () => void) => () => void): Promise<boolean> => {
  let stop = (): void => undefined
  const late = new Promise<false>((resolve) => {
    stop = ring(() => resolve(false))
  })
  try {
    return await Promise.race([work, late])
  } finally {
    stop()
  }
}
