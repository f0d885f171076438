import type { AccountAsked, LimitInUse } from '../account/account-at.ts'
import { noAccountFacts, type AccountFacts } from '../account/facts.ts'
import { groupAt } from '../account/groups.ts'
import { messagingLimitAt } from '../account/limits.ts'
import { keptSaid } from '../account/said-of-number.ts'
import { once } from '../once.ts'
import { entriesOf, lookUp } from '../persistent-map.ts'
import type { Settings } from '../settings.ts'
import { accountFacts } from '../template/registry.ts'
import type { Instant } from '../time/instant.ts'
import { sortedInstants } from '../time/sorted-instants.ts'
import { limitCounter, type StandingAt } from './counted.ts'
import { allIds, threadsOfCustomer, type NumberThreads } from './customers.ts'
import { customerId, type OwnThread, type ThreadKey } from './identity.ts'
import { passedCounter, type SentAt } from './passed.ts'
import { newNumber, partsOf, type State } from './parts.ts'
import { sharesLimit } from './portfolio.ts'
import { templatesOf } from './state.ts'
import type { KnownTemplates } from '../template/known.ts'
import type { RecentFold } from '../thread/recent.ts'

/** What a state knows of an account, a phone number and a group at the instant of a question. */
export type AccountOf = (state: State, key: ThreadKey, own: OwnThread | null, at: Instant) => AccountAsked

/** Reads it off the facts about accounts, and off all threads of the phone numbers that share something. */
export const accountOf = (
  { portfolio, phoneNumbers: settings, positions }: Settings,
  recent: RecentFold,
): AccountOf => {
  const counter = limitCounter(positions)
  const passed = passedCounter()
  const saidOf = keptSaid()

  const standingIn = (state: State): StandingAt => {
    const templates = templatesIn(state)
    return ({ phoneNumberId, thread }, at) => recent.standing(thread, at, templates(phoneNumberId))
  }

  /** Of threads that are only counted, as most of them are not asked about. */
  const glanceIn = (state: State): StandingAt => {
    const templates = templatesIn(state)
    return ({ phoneNumberId, thread }, at) => recent.glance(thread, at, templates(phoneNumberId))
  }

  const sentIn = (state: State): SentAt => {
    const templates = templatesIn(state)
    return ({ phoneNumberId, thread }, wamid, at) =>
      recent.sentAt(thread, wamid, at, templates(phoneNumberId))
  }

  const limitOf = (
    state: State,
    key: ThreadKey,
    ids: () => readonly string[],
    facts: AccountFacts,
    at: Instant,
  ): LimitInUse | null => {
    const { phoneNumbers } = partsOf(state)
    const accounts = lookUp(phoneNumbers, key.phoneNumberId)?.accounts ?? []
    const isInPortfolio = sharesLimit(portfolio, accounts)
    const limit = messagingLimitAt(facts, isInPortfolio, at)
    if (limit === undefined) return null
    if (limit === null) return { limit, leaving: sortedInstants([]), ownLeaving: null }
    const numbers: readonly NumberThreads[] = [...entriesOf(phoneNumbers)]
      .filter(([, number]) => number.accounts.length === 0 || number.accounts.some(isInPortfolio))
      .map(([id, { threads }]) => [id, threads])
    // First the one who is asked about: that fold is kept, and the count is likely to need it.
    const ownLeaving = counter.ownLeaving({ numbers, facts, standingAt: standingIn(state) }, ids(), at)
    return {
      limit,
      leaving: counter.leaving({ numbers, facts, standingAt: glanceIn(state) }, at),
      ownLeaving,
    }
  }

  /** The latest cap that WhatsApp reported to a number of the account; a number of unknown account speaks for itself alone. */
  const cappedAt = (
    state: State,
    key: ThreadKey,
    ids: readonly string[],
    own: OwnThread | null,
    at: Instant,
  ): Instant | null => {
    const { phoneNumbers } = partsOf(state)
    const accounts = lookUp(phoneNumbers, key.phoneNumberId)?.accounts ?? []
    const sharing = [...entriesOf(phoneNumbers)]
      .filter(
        ([id, number]) => id === key.phoneNumberId || number.accounts.some((one) => accounts.includes(one)),
      )
      .map(([id, { threads }]): NumberThreads => [id, threads])
    const threads = new Set([...(own === null ? [] : [own]), ...threadsOfCustomer(sharing, ids)])
    const standingAt = standingIn(state)
    const latest = Math.max(...[...threads].map((one) => standingAt(one, at).cappedAt ?? -Infinity))
    return latest === -Infinity ? null : latest
  }

  return (state, key, own, at) => {
    const { phoneNumbers, registry } = partsOf(state)
    const facts = accountFacts(registry)
    const id = key.phoneNumberId
    const customer = customerId(key.customer)
    const customerIds = idsOfOwn(customer, own)
    /** Under whichever phone number the customer is known by it (POS-33). */
    const ids = once(() => {
      const everywhere = [...entriesOf(phoneNumbers)].map(([one, { threads }]): NumberThreads => [
        one,
        threads,
      ])
      return allIds(everywhere, customerIds)
    })
    const cappedElsewhere = once(() => cappedAt(state, key, ids(), own, at))
    const country = settings[id]?.country ?? null
    if (facts === noAccountFacts)
      return {
        account: {
          restrictions: null,
          messagingLimit: null,
          throughput: null,
          internationalRate: null,
          country,
          group: 'none',
          customerIds,
        },
        cappedElsewhere,
      }
    const { displays, accounts, threads } = lookUp(phoneNumbers, id) ?? newNumber
    const { restrictions, perSecond, internationalRate } = saidOf(
      facts,
      { id, displays, accounts, country },
      at,
    )
    const account = {
      restrictions,
      messagingLimit: limitOf(state, key, ids, facts, at),
      throughput: perSecond === null ? null : { perSecond, passed: passed(id, threads, at, sentIn(state)) },
      internationalRate,
      country,
      group: groupAt(facts, id, customer, at),
      customerIds,
    }
    return { account, cappedElsewhere }
  }
}

const idsOfOwn = (customer: string, own: OwnThread | null): readonly string[] => {
  if (own === null || (own.customer === customer && own.aliases.length === 0)) return [customer]
  return [...new Set([customer, own.customer, ...own.aliases])]
}

/** The templates of each phone number, looked up once for all threads of a question. */
const templatesIn = (state: State): ((phoneNumberId: string) => KnownTemplates) => {
  const known = new Map<string, KnownTemplates>()
  return (phoneNumberId) => {
    const templates = known.get(phoneNumberId) ?? templatesOf(state, phoneNumberId)
    known.set(phoneNumberId, templates)
    return templates
  }
}
