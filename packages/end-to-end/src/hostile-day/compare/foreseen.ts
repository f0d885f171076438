import {
  answerToJson,
  engine,
  isRight,
  parseEvent,
  settings,
  type Duration,
  type Event,
  type Instant,
} from '@guichet/core'
import type { Truth } from '@guichet/emulator'
import type { Runtime } from '@guichet/runtime'
import type { Probe } from '../probes.ts'
import type { RuleRefusal } from '../rule-refusals.ts'
import { numberSettings, timeZone } from '../scenery.ts'
import type { Disagreements } from './disagreements.ts'
import { agreement, foresight, sameAnswer, type Answer, type ByWhatsapp, type Foreseen } from './verdicts.ts'

interface Input {
  readonly truth: Truth
  readonly refusals: readonly RuleRefusal[]
  readonly probes: readonly Probe[]
  readonly skew: Duration
  readonly handedOn: ReadonlyMap<string, Instant>
}

/**
 * Takes in all that the store has, in the order in which it happened, and asks at each refusal of the day as if every
 * webhook had come at once.
 */
export const compareForeseen = async (
  { truth, refusals, probes, skew, handedOn }: Input,
  runtime: Runtime,
  found: Disagreements,
): Promise<Foreseen> => {
  const counts = {
    foreseen: {},
    probed: {},
    notKnown: {},
    agreed: {},
    inDoubt: {},
    underWay: {},
    heldBack: {},
    notTold: {},
  }
  const askings = [
    ...refusedByWhatsapp(truth).map((one) => foresight(one, counts, found)),
    ...probes.map((one) => sameAnswer(one, counts, found)),
    ...refusals.flatMap((one) => agreement(one, handedOn, counts, found)),
  ].sort((a, b) => a.at - b.at || a.after - b.after)
  const rules = settings({ timeZone, phoneNumbers: numberSettings })
  const own = engine(isRight(rules) ? rules.right : undefined)
  const wrongBy = skew === 0 ? [] : [skew, -skew]
  let state = own.initial
  const events = await inOrder(runtime, truth)
  let next = 0
  for (const { at, after, ask } of askings) {
    for (; ; next++) {
      const one = events[next]
      if (one === undefined || one.at > at || (one.at === at && one.rank >= after)) break
      state = own.evolve(state, one.event)
    }
    ask((key, question) => {
      const answerAt = (then: Instant): Answer => answerIn(own.ask(state, key, question, then))
      return { byTheClock: answerAt(at), byWrongClocks: () => wrongBy.map((wrong) => answerAt(at + wrong)) }
    })
  }
  return counts
}

const answerIn = (answer: Parameters<typeof answerToJson>[0]): Answer => {
  const json = answerToJson(answer)
  const reasons = (json?.['reasons'] ?? []) as readonly { readonly code: string }[]
  return {
    codes: reasons.map(({ code }) => code),
    notKnown: (json?.['notKnown'] ?? []) as readonly string[],
  }
}

interface Placed {
  readonly event: Event
  readonly at: Instant
  /** Messages of one instant are in the order in which WhatsApp accepted them; all else comes before. */
  readonly rank: number
}

const inOrder = async (runtime: Runtime, { messages }: Truth): Promise<readonly Placed[]> => {
  const accepted = new Map(
    messages.map(({ message, acceptedAt }, rank) => [message, { at: Date.parse(acceptedAt), rank }]),
  )
  const placed: Placed[] = []
  for await (const line of runtime.exportEvents()) {
    const read = parseEvent(JSON.parse(line))
    if (!isRight(read)) throw new Error(`an event that cannot be read: ${line}`)
    const event = read.right
    const isSent = event.type === 'business-messaged' || event.type === 'call-permission-requested'
    const known = isSent ? accepted.get(event.id) : undefined
    placed.push({ event, at: known?.at ?? event.at, rank: known?.rank ?? -1 })
  }
  return placed.sort((a, b) => a.at - b.at || a.rank - b.rank)
}

const refusedByWhatsapp = ({ messages, refused }: Truth): readonly ByWhatsapp[] => [
  ...messages.flatMap(
    ({ message, phoneNumberId, customer, content, acceptedAt, reasons, errorCode }, after) =>
      reasons.length === 0
        ? []
        : [
            {
              at: Date.parse(acceptedAt),
              after,
              key: { phoneNumberId, customer },
              question: content,
              reasons,
              words: `${message} failed with ${errorCode}`,
            },
          ],
  ),
  ...refused.map(({ phoneNumberId, customer, code, ...rest }) => ({
    ...rest,
    key: { phoneNumberId, customer },
    words: `a message was refused with ${code}`,
  })),
]
