import type { CategoryOf } from '../template/category-of.ts'
import type { ThreadEvent } from '../event/event.ts'
import { nameIn } from '../event/ids.ts'
import { assoc } from '../persistent-map.ts'
import { absorbIntoThread } from '../thread/absorb.ts'
import type { Absorption } from '../thread/thread.ts'
import {
  commonThread,
  firstThread,
  otherIds,
  withRivals,
  type Entry,
  type OwnThread,
  type Threads,
} from './identity.ts'
import { rederive, type Rederived } from './rederive.ts'

/**
 * Takes an event into the thread of its customer. Almost every event names ids that are known to be one
 * customer's, and then it is only put to the others; any other may join threads, or part them.
 */
export const absorbIntoThreads = (
  threads: Threads,
  event: ThreadEvent,
  absorption: Absorption,
  categoryOf: CategoryOf,
): Rederived => {
  const customer = nameIn(event)
  const others = otherIds(event, absorption)
  const known = commonThread(threads, customer, others, event.at, absorption)
  if (known === null) {
    const owns = withRivals(threads, [customer, ...others])
    const made = owns.length === 0 ? null : rederive(threads, owns, event, absorption, categoryOf)
    if (made !== null) return made
  }
  const own = known ?? firstThread({ phoneNumberId: event.phoneNumberId, customer }, others)
  const { thread, outcome, settled } = absorbIntoThread(
    own.thread,
    withSharedIds(event, own),
    absorption,
    categoryOf,
  )
  if (thread === own.thread) return { threads, own, outcome, settled, regrouped: null }
  const grown: OwnThread = {
    phoneNumberId: own.phoneNumberId,
    customer: own.customer,
    aliases: own.aliases,
    thread,
  }
  let after = assoc<Entry>(threads, own.customer, grown)
  if (known === null) for (const id of own.aliases) after = assoc<Entry>(after, id, { sameAs: own.customer })
  const regrouped = known === null ? { before: [], after: [grown] } : null
  return { threads: after, own: grown, outcome, settled, regrouped }
}

/**
 * The same event with texts that are kept already for its ids, where the thread itself or its newest fact came
 * under the same ones: so each is kept once and not once an event.
 */
const withSharedIds = (event: ThreadEvent, own: OwnThread): ThreadEvent => {
  if (event.aliases === undefined) return event
  const newest = own.thread.facts?.event
  const like = isAlike(event, own) ? own : newest !== undefined && isAlike(event, newest) ? newest : null
  if (like?.aliases === undefined) return event
  return { ...event, phoneNumberId: own.phoneNumberId, customer: like.customer, aliases: like.aliases }
}

interface Ids {
  readonly customer: string
  readonly aliases?: readonly string[]
}

const isAlike = (a: Ids, b: Ids): boolean =>
  a.customer === b.customer &&
  a.aliases?.length === b.aliases?.length &&
  (a.aliases ?? []).every((id, index) => id === b.aliases?.[index])
