import {
  isRight,
  isThreadEvent,
  isWindowRefusal,
  type Charge,
  type Engine,
  type Event,
  type Instant,
  type KnownTemplates,
  type Outcome,
  type State,
  type AccountEvent,
  type ThreadEvent,
  type ThreadKey,
} from '@guichet/core'
import {
  assembleState,
  opensServiceWindow,
  ownThread,
  sendingOf,
  templatesOf,
  withSends,
  type OwnThread,
} from '@guichet/core/store'
import { writeEvent } from '../event-text.ts'
import { lastingOf, windowLength } from '../threads/lasting.ts'
import type { Notice } from '../notices/notice.ts'
import { noNotices, wantsAny, type NoticePlan } from '../notices/plan.ts'
import type { TemplateRow } from '../store/rows.ts'
import { isErased } from './erased.ts'
import { disagreement, withoutCategory, type ThreadFinding } from './findings.ts'
import { intentsUnderWork, type IntentsUnderWork } from './intents.ts'
import { limitsUnderWork, type LimitsUnderWork } from './limits.ts'
import { passes } from './passed.ts'
import { phoneNumbersUnderWork, type PhoneNumbersUnderWork, type SeenNumber } from './phone-numbers.ts'
import { rehousing, type Rehousing } from './rehousing.ts'
import { partsOf, type Known } from './known.ts'
import { noticesOfAccount } from './account-notices.ts'
import { sendsUnderWork, type SendsUnderWork } from './sends.ts'
import { latest, type Stream } from './streams.ts'
import type { Wake } from '../store/jobs.ts'
import { storableName } from '../text.ts'
import { waitingAfter, waitingSinceOf } from '../threads/waiting.ts'

/**
 * A batch of work on some threads: what was read, and what has come to it since. It changes as events are
 * absorbed, and in the end it is one change for the store (`change.ts`) or nothing at all.
 */
export interface Draft {
  readonly engine: Engine
  readonly known: Known
  /** When the work is recorded, by our clock. */
  readonly recordedAt: Instant
  /**
   * Takes an event in; tells what became of it. `erased`: it is of a customer who was erased since. `name`: that of the
   * customer's profile.
   */
  readonly absorb: (event: Event, name?: string) => Outcome | 'erased'
  readonly state: () => State
  /** The thread of a customer, by any id; `null` when there is none. */
  readonly thread: (key: ThreadKey) => { readonly own: OwnThread; readonly stream: Stream } | null
  readonly templatesFor: (phoneNumberId: string) => KnownTemplates
  /** The same before anything was absorbed. */
  readonly templatesAtFirst: (phoneNumberId: string) => KnownTemplates
  readonly rehousing: Rehousing
  readonly phoneNumbers: PhoneNumbersUnderWork
  readonly intents: IntentsUnderWork
  readonly limits: LimitsUnderWork
  /** What passed a phone number by this batch, and what did not after all. */
  readonly passed: PassedAnew[]
  readonly sends: SendsUnderWork
  readonly templates: readonly TemplateRow[]
  /** The customers who opened a window: what waits for them is due. */
  readonly wakes: readonly Wake[]
  /** Who gets notices. */
  readonly plan: NoticePlan
  /** What is to be handed on beside what the threads say by themselves. */
  readonly notices: Notice[]
  /** Charges with a claim to a free tier that were settled on the way. */
  readonly settledClaims: readonly (ThreadKey & { readonly charge: Charge })[]
}

/** `at: null`: what was noted under that id did not pass. */
export interface PassedAnew {
  readonly phoneNumberId: string
  readonly id: string
  readonly at: Instant | null
}

/** Begins work on what is known. */
export const openDraft = (
  engine: Engine,
  known: Known,
  recordedAt: Instant,
  plan: NoticePlan = noNotices,
): Draft => {
  const phoneNumbers = phoneNumbersUnderWork(known.phoneNumbers)
  let state = assembleState(partsOf(known), known.templates.registry)
  const atFirst = withSends(state, known.sends.sends)
  const sends = sendsUnderWork(known.sends)
  const templatesFor = (phoneNumberId: string): KnownTemplates =>
    templatesOf(withSends(state, sends.now()), phoneNumberId)
  const house = rehousing(known.threads)
  const templates: TemplateRow[] = []
  const passed: PassedAnew[] = []
  const wakes: Wake[] = []
  const notices: Notice[] = []
  const settledClaims: (ThreadKey & { charge: Charge })[] = []

  const seeNumber = (seen: SeenNumber): void => {
    phoneNumbers.see(seen)
    sends.see(seen.phoneNumberId, phoneNumbers.accountsOf(seen.phoneNumberId))
  }

  const absorbOfAccount = (event: AccountEvent): Outcome => {
    const { state: after, outcome } = engine.absorb(state, event)
    if (outcome !== 'absorbed') return outcome
    if (wantsAny(plan, 'restricted', 'template-paused'))
      notices.push(...noticesOfAccount(event, state, recordedAt))
    state = after
    const number = 'phoneNumberId' in event ? event.phoneNumberId : undefined
    if (number !== undefined) seeNumber({ phoneNumberId: number, account: event.account })
    const ordinal = known.templates.length + templates.length + 1
    templates.push({ ordinal, recordedAt, text: writeEvent(event) })
    return 'absorbed'
  }

  const absorbThreadEvent = (event: ThreadEvent, name: string | undefined): Outcome => {
    phoneNumbers.see(event)
    // What settles needs the category of its template, and that may rest on what other phone numbers sent.
    const begun = withSends(state, sends.now())
    const { state: after, outcome, thread, settled, regrouped } = engine.absorb(begun, event)
    state = after
    if (outcome === 'absorbed')
      sends.learn(event, (some) => templatesOf(withSends(after, some), event.phoneNumberId))
    sends.see(event.phoneNumberId, phoneNumbers.accountsOf(event.phoneNumberId))
    if (thread === null) return outcome
    if (regrouped !== null) house.follow(regrouped)
    const own = ownThread(after, thread)
    if (own === null) return outcome
    const stream = house.stream(own)
    for (const charge of settled.charges) {
      if (charge.claim !== null) settledClaims.push({ ...thread, charge })
      find(stream, withoutCategory(charge))
    }
    if (outcome !== 'absorbed') return outcome
    if (passes(event)) passed.push({ phoneNumberId: event.phoneNumberId, id: event.id, at: event.at })
    stream.length++
    stream.events.push({ ordinal: stream.length, recordedAt, text: writeEvent(event) })
    stream.isChanged = true
    stream.isChargedAnew ||= !isCustomers(event) || !isNewest(event, own)
    heed(event, own, stream)
    if (name !== undefined && (stream.name === null || isNewest(event, own)))
      stream.name = storableName(name) ?? stream.name
    if (regrouped !== null && regrouped.before.length > 0) for (const one of regrouped.after) lookAgain(one)
    return outcome
  }

  /** What lists of threads are sorted by, where a thread is made of other events than before. */
  const lookAgain = (own: OwnThread): void => {
    const stream = house.stream(own)
    const { windowClosesAt, closedByMeta } = lastingOf(own.thread, engine)
    stream.windowClosesAt = windowClosesAt
    stream.replyBy = replyByOf(own)
    stream.waitingSince = waitingSinceOf(own.thread, null)
    stream.isCountedAnew = true
    if (closedByMeta !== null) stream.closedByMeta = closedByMeta
  }

  /** Keeps what lists of threads are sorted by, and WhatsApp's word on the window. */
  const heed = (event: ThreadEvent, own: OwnThread, stream: Stream): void => {
    if (opensServiceWindow(event, engine.rulesAt(event.at)).opens) {
      stream.windowClosesAt = latest(stream.windowClosesAt, event.at + windowLength(engine, event.at))
      const { phoneNumberId } = event
      for (const customer of new Set([event.customer, own.customer, ...own.aliases]))
        wakes.push({ phoneNumberId, customer, at: recordedAt })
    }
    stream.waitingSince = waitingAfter(event, stream.waitingSince, own.thread, isNewest(event, own))
    if (isOutsideWindow(event, own, stream)) stream.isCountedAnew = true
    const comesIn = event.type === 'customer-messaged' && event.entryPoint !== undefined
    // An answer that failed was none, and the customer waits again.
    const isFailure = event.type === 'message-status' && event.status === 'failed'
    if (comesIn || isFailure || stream.replyBy !== null) stream.replyBy = replyByOf(own)
    if (event.type !== 'message-status' || event.status !== 'failed') return
    if (!isWindowRefusal(event.errorCode ?? null)) return
    const sentAt = sendingOf(own.thread, event)
    stream.closedByMeta = latest(stream.closedByMeta, sentAt)
    const { thread, phoneNumberId } = own
    find(stream, disagreement(event, sentAt, { thread, templates: templatesFor(phoneNumberId) }, engine))
  }

  /** Is it about a message that was perhaps sent outside the window? */
  const isOutsideWindow = (event: ThreadEvent, { thread }: OwnThread, stream: Stream): boolean => {
    if (event.type !== 'business-messaged' && event.type !== 'message-status') return false
    const sentAt = event.type === 'business-messaged' ? event.at : sendingOf(thread, event)
    const closesAt = stream.windowClosesAt
    return closesAt === null || sentAt >= closesAt || sentAt < closesAt - windowLength(engine, sentAt)
  }

  const replyByOf = ({ phoneNumberId, thread }: OwnThread): Instant | null => {
    if (thread.newest === null) return null
    const seen = engine.thread.view(thread, thread.newest, { templates: templatesFor(phoneNumberId) })
    const entryPoint = isRight(seen) ? seen.right.entryPoint : null
    return entryPoint?.state === 'awaiting-reply' ? entryPoint.replyBy : null
  }

  return {
    engine,
    known,
    recordedAt,
    absorb: (event, name) =>
      !isThreadEvent(event)
        ? absorbOfAccount(event)
        : isErased(event, known, state)
          ? 'erased'
          : absorbThreadEvent(event, name),
    state: () => state,
    thread: (key) => {
      const own = ownThread(state, key)
      return own === null ? null : { own, stream: house.stream(own) }
    },
    templatesAtFirst: (phoneNumberId) => templatesOf(atFirst, phoneNumberId),
    templatesFor,
    rehousing: house,
    phoneNumbers,
    sends,
    limits: limitsUnderWork(known.counted),
    passed,
    intents: intentsUnderWork(known.intents, known.lookedUpIntents),
    templates,
    wakes,
    plan,
    notices,
    settledClaims,
  }
}

const find = (stream: Stream, finding: ThreadFinding | null): void => {
  if (finding !== null) stream.findings.push(finding)
}

/** Does nothing that is known of the thread come after it? */
const isNewest = ({ id }: ThreadEvent, { thread }: OwnThread): boolean => thread.facts?.event.id === id

/** Is it the customer's own doing? */
const isCustomers = ({ type }: ThreadEvent): boolean =>
  type === 'customer-messaged' || type === 'customer-called'
