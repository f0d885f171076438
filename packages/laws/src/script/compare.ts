import type { Law } from '../law.ts'
import type { Reply, Request } from '../protocol.ts'
import type { Story } from '../story.ts'
import { chargesIn, codesOf, dig, isAnswer, isOk, isRecord, listOf } from './replies.ts'

/** Are two JSON values the same? The order of an object's keys does not matter. */
export const same = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => same(item, b[index]))
  if (!isRecord(a) || !isRecord(b)) return false
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => same(a[name], b[name]))
}

const pick = (value: unknown, names: readonly string[]): unknown =>
  isRecord(value) ? names.map((name) => value[name] ?? null) : value

const chargeNames = ['phoneNumberId', 'message', 'participant', 'at', 'rulebook', 'unit', 'category', 'type']

/** Nothing says which remedy is told first. */
const inAnyOrder = (remedies: readonly unknown[]): readonly unknown[] =>
  remedies.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** What the protocol speaks of in a reply; whatever an engine adds to it is its own affair. */
export const essence = (reply: unknown): unknown => [
  pick(reply, ['ok', 'phase', 'serviceWindow', 'conversation', 'billedConversations', 'answer']),
  // Of an answer the protocol does not say that it tells the rulebook.
  dig(reply, 'phase') === undefined ? null : dig(reply, 'rulebook'),
  dig(reply, 'error', 'code'),
  pick(dig(reply, 'entryPoint'), ['state', 'replyBy', 'opensAt', 'closesAt']),
  dig(reply, 'validUntil'),
  pick(dig(reply, 'charge'), ['unit', 'category', 'type']),
  codesOf(reply),
  inAnyOrder(listOf(dig(reply, 'remedies')).map((remedy) => pick(remedy, ['do', 'at']))),
  chargesIn(reply).map((charge) => pick(charge, chargeNames)),
]

/** What version 2 of the protocol says beside it: the fields of reasons, and what is not known. */
export const essenceOfVersion2 = (reply: unknown): unknown => [
  essence(reply),
  listOf(dig(reply, 'reasons')).map((reason) =>
    pick(reason, dig(reason, 'code') === 'call-not-permitted' ? [...reasonNames, 'since'] : reasonNames),
  ),
  inAnyOrder(listOf(dig(reply, 'remedies')).map((remedy) => pick(remedy, ['do', 'at', 'by']))),
  dig(reply, 'notKnown'),
]

/** Version 1 names no fields of its reasons. */
const reasonNames = ['code', 'restriction', 'until', 'country', 'limit', 'freesAt', 'group']

/** Does a reply name the same as not known? One that names nothing at all is not asked: engines may be older than that. */
export const namesTheSame = (right: unknown, reply: unknown): boolean =>
  dig(reply, 'notKnown') === undefined || same(dig(right, 'notKnown'), dig(reply, 'notKnown'))

/** One way of telling a story, and what is asked then. */
export interface Way {
  readonly tell: (story: Story) => readonly Request[]
  readonly ask: (story: Story) => readonly Request[]
  /** What of a reply counts; the essence unless given. */
  readonly read?: (reply: Reply | undefined, story: Story) => unknown
}

/** Two ways of telling a story must lead to the same answers, question by question. */
export const agreeing = (one: Way, other: Way): Pick<Law, 'script' | 'holds'> => ({
  script: (story) => [one.tell, one.ask, other.tell, other.ask].flatMap((part) => part(story)),
  holds: (story, replies) => {
    const lengths = [one.tell, one.ask, other.tell, other.ask].map((part) => part(story).length)
    const [told, asked, retold, askedAgain] = split(replies, lengths)
    const [read = essence, readOther = essence] = [one.read, other.read]
    return (
      [...told, ...retold].every(isOk) &&
      [...asked, ...askedAgain].every(isAnswer) &&
      same(
        asked.map((reply) => read(reply, story)),
        askedAgain.map((reply) => readOther(reply, story)),
      )
    )
  },
})

type Part = readonly (Reply | undefined)[]

/** Cuts replies into four parts of these lengths; a reply that is missing is `undefined`. */
const split = (replies: readonly Reply[], lengths: readonly number[]): readonly [Part, Part, Part, Part] => {
  let from = 0
  const next = (length = 0): Part => {
    const part = Array.from({ length }, (_, index) => replies[from + index])
    from += length
    return part
  }
  return [next(lengths[0]), next(lengths[1]), next(lengths[2]), next(lengths[3])]
}
