import { DAY, secondsAfter, wholeSecond, type Instant } from '../time/instant.ts'
import { strikes } from '../strike.ts'
import { nextNumber, type Posting, type Update, type World } from '../world/world.ts'
import { bodyOf } from './body.ts'
import { signatureOf } from './sign.ts'

/** Sends an update by webhook: at once, or as the faults decide. */
export const emit = (world: World, update: Update): void => {
  if (world.settings.webhook === null) return
  const number = nextNumber(world)
  if (strikes(world, 'webhookBatched', number)) return hold(world, update)
  post(world, [update], number)
}

const hold = (world: World, update: Update): void => {
  const { held } = world.outbox
  held.push(update)
  if (held.length === 1) world.agenda.plan(secondsAfter(world.agenda.now(), 5), () => release(world))
}

/** The most updates in one body (HOOK-3). */
const mostTogether = 1000

/** Posts the updates that wait for a shared body. */
const release = (world: World): void => {
  const held = world.outbox.held
  world.outbox.held = []
  for (let from = 0; from < held.length; from += mostTogether)
    post(world, held.slice(from, from + mostTogether), nextNumber(world))
}

const post = (world: World, updates: readonly Update[], number: number): void => {
  const now = world.agenda.now()
  const posting: Posting = { number, body: bodyOf(world, updates), since: now, attempts: 0 }
  world.outbox.pending.set(number, posting)
  if (strikes(world, 'webhookLost', number)) return missed(world, posting)
  const delay = strikes(world, 'webhookLate', number)
    ? 1 + Math.floor(world.roll('late by', number) * 600)
    : strikes(world, 'webhookOvertaken', number)
      ? 2 + Math.floor(world.roll('overtaken by', number) * 8)
      : 0
  plan(world, posting, delay === 0 ? now : secondsAfter(now, delay))
  if (strikes(world, 'webhookTwice', number)) {
    const later = secondsAfter(now, delay + 1 + Math.floor(world.roll('twice after', number) * 60))
    const copy = { ...posting, number: nextNumber(world) }
    world.outbox.pending.set(copy.number, copy)
    plan(world, copy, later)
  }
}

const plan = (world: World, posting: Posting, at: Instant): void => {
  const attempt = posting.attempts
  world.agenda.plan(at, async () => {
    // A manual delivery may have sent it in the meantime.
    if (world.outbox.pending.has(posting.number) && posting.attempts === attempt)
      await dispatch(world, posting)
  })
}

/** Starts the delivery, and waits only if too many are in flight. */
const dispatch = async (world: World, posting: Posting): Promise<void> => {
  const { underWay } = world.outbox
  const delivery = deliver(world, posting).finally(() => underWay.delete(delivery))
  underWay.add(delivery)
  while (underWay.size >= world.settings.webhooksAtOnce) await Promise.race(underWay)
}

const deliver = async (world: World, posting: Posting): Promise<void> => {
  const { settings, outbox } = world
  const isTaken = await attempt(settings.webhook ?? '', posting, settings)
  if (!isTaken) return missed(world, posting)
  outbox.pending.delete(posting.number)
  outbox.delivered++
}

const attempt = async (
  url: string,
  { body }: Posting,
  { appSecret, deliver: send }: World['settings'],
): Promise<boolean> => {
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'facebookexternalua',
    'x-hub-signature-256': signatureOf(body, appSecret),
  }
  try {
    return (await send({ url, headers, body })).status === 200
  } catch {
    return false
  }
}

/** Seconds until the next attempt: at once, then more and more rarely (HOOK-2). */
const backOff = [1, 5, 30, 120, 600, 3600, 2 * 3600, 4 * 3600]

const missed = (world: World, posting: Posting): void => {
  const seconds = backOff[posting.attempts] ?? 6 * 3600
  posting.attempts++
  const at = secondsAfter(world.agenda.now(), seconds)
  if (at - wholeSecond(posting.since) <= 7 * DAY) return plan(world, posting, at)
  world.outbox.pending.delete(posting.number)
  world.outbox.lost++
}

/** Tries to deliver every waiting webhook now, in the order of creation. */
export const deliverPending = async (world: World): Promise<void> => {
  release(world)
  await Promise.all(world.outbox.underWay)
  for (const posting of [...world.outbox.pending.values()].sort((a, b) => a.number - b.number)) {
    if (!world.outbox.pending.has(posting.number)) continue
    posting.attempts++
    await deliver(world, posting)
  }
}
