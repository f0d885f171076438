import type { BusinessMessaged, ThreadEvent } from '../event/event.ts'
import { assoc, emptyMap, entriesOf, lookUp, type PersistentMap } from '../persistent-map.ts'
import { DAY, type Duration, type Instant } from '../time/instant.ts'
import type { Opaque } from '../opaque.ts'
import { templateKey } from './language.ts'
import type { SentAt } from './template.ts'

/**
 * What accepted sends prove of templates, by phone number. It is kept beside the threads, whose facts settle. An
 * immutable value, and opaque.
 */
export type Sends = Opaque<'Sends'>

type ByNumber = PersistentMap<NumberSends>

/** Looks into what was sent. */
export const sendsByNumber = (sends: Sends): ByNumber => sends as Sends & ByNumber
/** What was sent, by phone number. */
export const sendsOf = (numbers: ByNumber): Sends => numbers as Sends & ByNumber

/** The template sends of one phone number. */
export interface NumberSends {
  /** The accounts that the number was seen under. */
  readonly accounts: readonly string[]
  readonly templates: PersistentMap<TemplateSends>
  /** Messages that failed because of their template, and when. */
  readonly refuted: ReadonlyMap<string, Instant>
}

/** The sends of one template, oldest first. */
export interface TemplateSends {
  readonly sends: readonly TemplateSend[]
  /** Were there so many that only the first and the last of each day are kept? */
  readonly isThinned: boolean
}

export interface TemplateSend extends SentAt {
  /** The wamid. */
  readonly message: string
}

/** Nothing was sent yet. */
export const noSends: Sends = sendsOf(emptyMap())

/** A number that sent no template. */
export const unknownNumber: NumberSends = { accounts: [], templates: emptyMap(), refuted: new Map() }

/** So many sends of a template are kept one by one. */
const mostSends = 64
/** Of a thinned template's sends, those that are so much older than its newest leave one behind. */
const memory: Duration = 40 * DAY
/** So many failures are kept, the newest. */
const mostRefuted = 1000

/** Does the failure say that the template was not there to be sent? */
export const isTemplateFailure = (errorCode: number | undefined): boolean =>
  errorCode !== undefined && errorCode >= 132_000 && errorCode <= 132_099

/** The sends with what the event shows of them; the same ones where it shows nothing new. */
export const learnFromSends = (sends: Sends, event: ThreadEvent): Sends => {
  // Almost no event shows anything, so that nothing is looked up for it.
  if (event.type === 'business-messaged' && event.content.kind === 'template') {
    const { name, language } = event.content
    const send = { at: event.at, message: event.id, name, language }
    return ofNumber(sends, event, (known) => withSend(known, send))
  }
  return event.type === 'message-status' && event.status === 'failed' && isTemplateFailure(event.errorCode)
    ? ofNumber(sends, event, (known) => refute(known, event.message, event.at))
    : sends
}

const ofNumber = (
  sends: Sends,
  { phoneNumberId }: ThreadEvent,
  change: (known: NumberSends) => NumberSends,
): Sends => {
  const numbers = sendsByNumber(sends)
  const known = lookUp(numbers, phoneNumberId) ?? unknownNumber
  const more = change(known)
  return more === known ? sends : sendsOf(assoc(numbers, phoneNumberId, more))
}

const withSend = (known: NumberSends, send: TemplateSend): NumberSends => {
  const key = templateKey(send.name, send.language)
  const before = lookUp(known.templates, key) ?? { sends: [], isThinned: false }
  const after = insertSend(before, send, known.refuted)
  return after === before ? known : { ...known, templates: assoc(known.templates, key, after) }
}

const insertSend = (
  before: TemplateSends,
  send: TemplateSend,
  refuted: NumberSends['refuted'],
): TemplateSends => {
  const { sends } = before
  const replaced = before.isThinned ? inPlaceOfLast(sends, send, refuted) : null
  if (replaced !== null) return { sends: replaced, isThinned: true }
  let index = sends.length
  for (; index > 0; index--) {
    const order = compareSends(send, sends[index - 1] as TemplateSend)
    if (order === 0) return before
    if (order > 0) break
  }
  const more = sends.toSpliced(index, 0, send)
  const isThinned = before.isThinned || more.length > mostSends
  return { sends: isThinned ? thinned(more, refuted) : more, isThinned }
}

/** Almost every send is the newest, and not the first of its day: then it takes the place of the last. */
const inPlaceOfLast = (
  sends: readonly TemplateSend[],
  send: TemplateSend,
  refuted: NumberSends['refuted'],
): readonly TemplateSend[] | null => {
  const [first, last] = sends.slice(-2)
  if (first === undefined || last === undefined || compareSends(send, last) <= 0) return null
  const day = dayOf(send.at)
  return dayOf(first.at) === day && dayOf(last.at) === day && !refuted.has(send.message)
    ? sends.toSpliced(-1, 1, send)
    : null
}

/** The order in which sends stand. */
export const compareSends = (a: TemplateSend, b: TemplateSend): number => {
  if (a.at !== b.at) return a.at - b.at
  const left = JSON.stringify([a.language, a.message])
  const right = JSON.stringify([b.language, b.message])
  return left === right ? 0 : left < right ? -1 : 1
}

/** The first and the last of each day, and the last of all those that are too old. */
const thinned = (
  sends: readonly TemplateSend[],
  refuted: NumberSends['refuted'],
): readonly TemplateSend[] => {
  const proofs = sends.filter(({ message }) => !refuted.has(message))
  const oldest = dayOf((proofs.at(-1)?.at ?? 0) - memory)
  return proofs.filter(({ at }, index) => {
    const day = dayOf(at)
    const next = proofs[index + 1]
    if (day < oldest) return next !== undefined && dayOf(next.at) >= oldest
    const before = proofs[index - 1]
    return before === undefined || next === undefined || dayOf(before.at) < day || dayOf(next.at) > day
  })
}

const dayOf = (at: Instant): number => Math.floor(at / DAY)

const refute = (known: NumberSends, message: string, at: Instant): NumberSends => {
  const before = known.refuted.get(message)
  if (before !== undefined && before <= at) return known
  const all = [...known.refuted].filter(([id]) => id !== message)
  const refuted = [...all, [message, at] as const].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
  return { ...known, refuted: new Map(refuted.slice(-mostRefuted)) }
}

/**
 * The sends with these accounts of a phone number, too; the same ones where it never sent a template. A number was
 * seen under an account for good, also where the caller has not read so yet.
 */
export const withAccounts = (sends: Sends, phoneNumberId: string, accounts: readonly string[]): Sends => {
  if (accounts.length === 0) return sends
  const numbers = sendsByNumber(sends)
  const known = lookUp(numbers, phoneNumberId)
  if (known === undefined || accounts.every((account) => known.accounts.includes(account))) return sends
  const all = [...new Set([...known.accounts, ...accounts])].sort()
  return sendsOf(assoc(numbers, phoneNumberId, { ...known, accounts: all }))
}

/** The sends without that one; the same ones where it is no template, or is not kept. */
export const withoutSend = (sends: Sends, { phoneNumberId, id, content }: BusinessMessaged): Sends => {
  if (content.kind !== 'template') return sends
  const numbers = sendsByNumber(sends)
  const known = lookUp(numbers, phoneNumberId)
  const key = templateKey(content.name, content.language)
  const ofOne = known === undefined ? undefined : lookUp(known.templates, key)
  if (known === undefined || ofOne === undefined) return sends
  const others = ofOne.sends.filter(({ message }) => message !== id)
  if (others.length === ofOne.sends.length) return sends
  const templates = assoc(known.templates, key, { ...ofOne, sends: others })
  return sendsOf(assoc(numbers, phoneNumberId, { ...known, templates }))
}

/** What a phone number sent; `null` where it never sent a template. */
export const numberOf = (sends: Sends, phoneNumberId: string): NumberSends | null =>
  lookUp(sendsByNumber(sends), phoneNumberId) ?? null

/** The phone numbers that sent for an account. */
export const numbersOf = (sends: Sends, account: string): readonly NumberSends[] =>
  [...entriesOf(sendsByNumber(sends))].flatMap(([, number]) =>
    number.accounts.includes(account) ? [number] : [],
  )

/** The accounts that those phone numbers were seen under. */
export const accountsSending = (sends: Sends): readonly string[] =>
  [...entriesOf(sendsByNumber(sends))].flatMap(([, { accounts }]) => accounts)

/** The instant of the earliest send for each account, by its name. */
export const firstSends = (sends: Sends): ReadonlyMap<string, Instant> => {
  const first = new Map<string, Instant>()
  for (const [, { accounts, templates }] of entriesOf(sendsByNumber(sends)))
    for (const account of accounts)
      for (const [, { sends: ofOne }] of entriesOf(templates))
        first.set(account, Math.min(first.get(account) ?? Infinity, ofOne[0]?.at ?? Infinity))
  return new Map([...first].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What those numbers' sends of a template prove at an instant, oldest first. */
export const proofsAt = (
  numbers: readonly NumberSends[],
  key: string,
  at: Instant,
): readonly TemplateSend[] =>
  numbers
    .flatMap(({ templates, refuted }) =>
      (lookUp(templates, key)?.sends ?? []).filter(
        (send) => send.at <= at && (refuted.get(send.message) ?? Infinity) > at,
      ),
    )
    .sort(compareSends)
