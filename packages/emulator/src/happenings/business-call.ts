import { between } from '../chance.ts'
import { compact, type Json } from '../json.ts'
import { codeAtOnce } from '../rules/codes.ts'
import { inThread, keyOf } from '../rules/reading.ts'
import { verdictOn, type Reason } from '../rules/verdict.ts'
import { secondsAfter, secondsText, type Instant } from '../time/instant.ts'
import { emit } from '../webhooks/post.ts'
import { threadUpdate } from '../webhooks/updates.ts'
import { newWamid, phoneNumberOf, type Thread, type World } from '../world/world.ts'
import { changePermission } from './call-permission.ts'
import { record } from './record.ts'

/** A call was begun, or refused with one of Meta's codes. */
export type Calling =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: number }

/** How long a telephone rings that nobody picks up, in seconds. */
const rings = 30

/**
 * The business calls a customer, if the reading copy allows it (CALL-9 to CALL-14). The customer picks up by chance, and
 * never with the phone off.
 */
export const callCustomer = (world: World, thread: Thread): Calling => {
  const refused = whyNot(world, thread)
  if (refused !== null) return refused
  const { customer } = thread
  const id = `wacid.${newWamid(world).slice('wamid.'.length)}`
  const begins = world.agenda.now()
  const { isReachable, hasBlocked, isOnWhatsApp, replacedBy } = customer
  const isThere = isReachable && !hasBlocked && isOnWhatsApp && replacedBy === null
  const picksUp = isThere && world.roll('picks up', id) < world.settings.pickUpShare
  const plan = (seconds: number, work: (at: Instant) => void): void => {
    const at = secondsAfter(begins, seconds)
    world.agenda.plan(at, () => work(at))
  }
  if (isThere) plan(1, (at) => status(world, thread, id, 'RINGING', at))
  if (!picksUp) {
    plan(rings, (at) => end(world, thread, id, { at, startedAt: null }))
    return { ok: true, id }
  }
  const after = between(world.roll('picks up after', id), 3, 20)
  const seconds = between(world.roll('talks for', id), 5, 300)
  plan(after, (at) => {
    record(thread, { ...inThread(world, thread), type: 'business-call-accepted', id: `${id}/accepted`, at })
    // From here on it is one that was taken, though its webhook comes with its end.
    recordEnd(world, thread, id, { at, connected: true })
    status(world, thread, id, 'ACCEPTED', at)
    plan(after + seconds, (then) => end(world, thread, id, { at: then, startedAt: at }))
  })
  return { ok: true, id }
}

/** What stands against a call. */
export const reasonsAgainstCall = (world: World, thread: Thread, at: Instant): readonly Reason[] =>
  verdictOn(world, thread, { kind: 'call' }, at).reasons

const whyNot = (world: World, thread: Thread): Extract<Calling, { ok: false }> | null => {
  const reasons = reasonsAgainstCall(world, thread, world.agenda.now())
  for (const reason of reasons) {
    const code = codeAtOnce(world, reason) ?? (reason.code === 'customer-unknown' ? 131026 : null)
    if (code === null) continue
    world.limits.refused.push({
      at: world.agenda.now(),
      ...keyOf(thread),
      question: { kind: 'call' },
      summary: 'call',
      code,
      reasons: reasons.map((one) => one.code),
      after: world.messages.size,
    })
    return { ok: false, code }
  }
  return null
}

interface Ending {
  readonly at: Instant
  /** When it was picked up; `null` for a call that nobody took. */
  readonly startedAt: Instant | null
}

const end = (world: World, thread: Thread, id: string, { at, startedAt }: Ending): void => {
  const wasPermitted = isPermitted(world, thread, at)
  if (startedAt === null) recordEnd(world, thread, id, { at, connected: false })
  const times =
    startedAt === null
      ? {}
      : {
          start_time: secondsText(startedAt),
          end_time: secondsText(at),
          duration: (at - startedAt) / 1000,
        }
  update(world, thread, at, 'calls', {
    ...partiesOf(world, thread),
    id,
    event: 'terminate',
    direction: 'BUSINESS_INITIATED',
    timestamp: secondsText(at),
    status: 'COMPLETED',
    ...times,
  })
  // The fourth call in a row that nobody takes ends the permission, and WhatsApp says so (CALL-14).
  if (wasPermitted && !isPermitted(world, thread, at)) changePermission(world, thread, 'none', 'automatic')
}

const recordEnd = (
  world: World,
  thread: Thread,
  id: string,
  one: { readonly at: Instant; readonly connected: boolean },
): void =>
  record(thread, {
    ...inThread(world, thread),
    type: 'call-ended',
    id: `${id}/ended`,
    direction: 'business',
    ...one,
  })

const isPermitted = (world: World, thread: Thread, at: Instant): boolean =>
  !reasonsAgainstCall(world, thread, at).some(({ code }) => code === 'call-not-permitted')

const status = (world: World, thread: Thread, id: string, word: string, at: Instant): void => {
  const { phone, userId } = thread.customer
  update(
    world,
    thread,
    at,
    'statuses',
    compact({
      id,
      type: 'call',
      status: word,
      timestamp: secondsText(at),
      recipient_id: phone ?? undefined,
      recipient_user_id: userId ?? undefined,
    }),
  )
}

const partiesOf = (world: World, { phoneNumberId, customer }: Thread): Json =>
  compact({
    from: phoneNumberOf(world, phoneNumberId)?.number,
    to: customer.phone ?? undefined,
    to_user_id: customer.userId ?? undefined,
  })

const update = (world: World, thread: Thread, at: Instant, list: string, element: Json): void =>
  emit(world, threadUpdate(thread, at, list, element, 'calls'))
