import type { Instant, Question, ThreadKey } from '@guichet/core'
import type { Probe } from '../probes.ts'
import { questionsOf, type RuleRefusal } from '../rule-refusals.ts'
import type { Disagreements } from './disagreements.ts'

/** Of what WhatsApp and the gateway refused by rules, what the other side says. */
export interface Foreseen {
  /** What WhatsApp refused or failed by a rule, by its reason, and `ask` foresaw. */
  readonly foreseen: Readonly<Record<string, number>>
  /** Questions that nobody asked the gateway, to which both sides say the same; by the first reason. */
  readonly probed: Readonly<Record<string, number>>
  /** The same, where `ask` said that it did not know what decides. */
  readonly notKnown: Readonly<Record<string, number>>
  /** What the gateway refused and WhatsApp would have refused, too, by the gateway's first reason. */
  readonly agreed: Readonly<Record<string, number>>
  /** What the gateway refused because messages of unknown fate have to be counted, which WhatsApp never got. */
  readonly inDoubt: Readonly<Record<string, number>>
  /** What the gateway refused because of messages on their way in the same instant, which WhatsApp then refused. */
  readonly underWay: Readonly<Record<string, number>>
  /** What the gateway refused as long as webhooks were under way, and would have taken with them. */
  readonly heldBack: Readonly<Record<string, number>>
  /** What it refused to a number that has a new owner, of whom no webhook had told yet. */
  readonly notTold: Readonly<Record<string, number>>
}

/** Something to ask `ask` about, once it knows all that had happened before. */
export interface Asking {
  readonly at: Instant
  /** How many messages WhatsApp had accepted before it. */
  readonly after: number
  readonly ask: (answers: (key: ThreadKey, question: Question) => Answers) => void
}

/** The gateway's clock may be wrong, so that some seconds are forgiven: costly, and asked for only where it matters. */
export interface Answers {
  readonly byTheClock: Answer
  /** By the gateway's clock first, then by one that is wrong by as much the other way; none if it is right. */
  readonly byWrongClocks: () => readonly Answer[]
}

export interface Answer {
  readonly codes: readonly string[]
  readonly notKnown: readonly string[]
}

/** Something that WhatsApp refused, or failed, by a rule. */
export interface ByWhatsapp {
  readonly at: Instant
  readonly after: number
  readonly key: ThreadKey
  readonly question: Question
  readonly reasons: readonly string[]
  readonly words: string
}

/** Counts by reason. */
export type Counts = Readonly<Record<keyof Foreseen, Record<string, number>>>

const count = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1
}

const isOfSome = ({ byTheClock, byWrongClocks }: Answers, is: (answer: Answer) => boolean): boolean =>
  is(byTheClock) || byWrongClocks().some(is)

const told = ({ byTheClock, byWrongClocks }: Answers): string =>
  JSON.stringify([byTheClock, ...byWrongClocks()])

/** What `ask` has to know for a reason. */
const restsOn: Readonly<Record<string, string>> = {
  'template-unknown': 'templates',
  'template-not-approved': 'templates',
  'messaging-limit-reached': 'messaging-limit',
  'account-restricted': 'restrictions',
  'throughput-reached': 'throughput',
  'call-not-permitted': 'call-permission',
}

/** WhatsApp's reasons have to be among those of `ask`. */
export const foresight = (
  { at, after, key, question, reasons, words }: ByWhatsapp,
  { foreseen, notKnown }: Counts,
  found: Disagreements,
): Asking => ({
  at,
  after,
  ask: (answers) => {
    const all = answers(key, question)
    for (const reason of reasons) {
      if (isOfSome(all, ({ codes }) => codes.includes(reason))) count(foreseen, reason)
      else if (isOfSome(all, (one) => one.notKnown.includes(restsOn[reason] ?? ''))) count(notKnown, reason)
      else
        found.add(
          'foreseen',
          `${words} for ${reasons.join(', ')} at ${new Date(at).toISOString()}; ask, of ${JSON.stringify({ ...key, question })}: ${told(all)}`,
        )
    }
  },
})

/** Both sides name the same reasons, but for what `ask` says it does not know. */
export const sameAnswer = (
  { at, key, question, reasons }: Probe,
  { probed, notKnown }: Counts,
  found: Disagreements,
): Asking => ({
  at,
  after: Infinity,
  ask: (answers) => {
    const all = answers(key, question)
    const isSame = (without: (code: string) => boolean): boolean =>
      isOfSome(all, ({ codes }) => codes.join() === reasons.filter((code) => !without(code)).join())
    const isNotKnown = (code: string): boolean =>
      isOfSome(all, (one) => one.notKnown.includes(restsOn[code] ?? ''))
    if (isSame(() => false)) return count(probed, reasons[0] ?? 'allowed')
    if (isSame(isNotKnown)) return count(notKnown, reasons.find(isNotKnown) ?? '')
    found.add(
      'probe',
      `${JSON.stringify({ ...key, question })} at ${new Date(at).toISOString()}: WhatsApp ${reasons.join(', ')}; ask ${told(all)}`,
    )
  },
})

/** WhatsApp would have refused it, too, or the gateway could not know better. */
export const agreement = (
  { at, order, codes, wouldPass, excuse }: RuleRefusal,
  handedOn: ReadonlyMap<string, Instant>,
  { agreed, inDoubt, underWay, heldBack, notTold }: Counts,
  found: Disagreements,
): readonly Asking[] => {
  const [first = 'none'] = codes
  if (!wouldPass) {
    count(agreed, first)
    return []
  }
  const ask: Asking['ask'] = (answers) => {
    const all = questionsOf(order).map(({ phoneNumberId, to, question }) =>
      answers({ phoneNumberId, customer: to.replace('+', '') }, question),
    )
    const isOthers = (handedOn.get(order.to.replace('+', '')) ?? Infinity) <= at
    if (isOthers && codes.includes('customer-unknown')) return count(notTold, first)
    // By a clock that is wrong a limit is raised, or a restriction ends, some seconds later.
    const byItsClock = all.map((one) => one.byWrongClocks()[0])
    if (byItsClock.every((answer) => (answer?.codes.length ?? 0) > 0)) return count(agreed, first)
    const isAllowed = all.some((one) => isOfSome(one, (answer) => answer.codes.length === 0))
    if (isAllowed && excuse !== null)
      return count({ messages: inDoubt, 'on their way': underWay, webhooks: heldBack }[excuse], first)
    found.add(
      'refused',
      `${order.key} to ${order.to} at ${new Date(at).toISOString()} for ${codes.join(', ')}, which WhatsApp would have taken; ask: ${all.map(told).join(', ')}`,
    )
  }
  return [{ at, after: Infinity, ask }]
}
