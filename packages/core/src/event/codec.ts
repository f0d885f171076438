import { E, t } from '../prelude.ts'
import { InstantCodec } from '../time/instant.ts'
import type { Question } from '../ask/answer.ts'
import type { Content, Event } from './event.ts'

/** Event and its JSON form: the same keys, instants as ISO 8601. Unknown keys are ignored. */

const text = (name: string, longest: number): t.Type<string> =>
  new t.Type(
    name,
    (u): u is string => typeof u === 'string' && u.length > 0 && u.length <= longest,
    (u, context) =>
      typeof u === 'string' && u.length > 0 && u.length <= longest
        ? t.success(u)
        : t.failure(u, context, `not a text of 1 to ${longest} characters`),
    t.identity,
  )

const Id = text('Id', 1024)
const Word = text('Word', 512)

const isWhole = (u: unknown): u is number => Number.isSafeInteger(u)

const WholeNumber: t.Type<number> = new t.Type(
  'WholeNumber',
  isWhole,
  (u, context) => (isWhole(u) ? t.success(u) : t.failure(u, context, 'not a whole number')),
  t.identity,
)

const oneOf = <const A extends string>(name: string, words: readonly A[]): t.Type<A> =>
  new t.Type(
    name,
    (u): u is A => words.some((word) => word === u),
    (u, context) => {
      const word = words.find((candidate) => candidate === u)
      return word === undefined ? t.failure(u, context, `not one of ${words.join(', ')}`) : t.success(word)
    },
    t.identity,
  )

const inThread = t.intersection([
  t.type({ id: Id, at: InstantCodec, phoneNumberId: Id, customer: Id }),
  t.partial({ aliases: t.readonlyArray(Id), account: Id }),
])

const EntryPointOriginCodec = t.intersection([
  t.type({ source: oneOf('EntryPointSource', ['ad', 'post', 'page']) }),
  t.partial({ id: Id }),
])

const TemplateContentCodec = t.intersection([
  t.type({ kind: t.literal('template'), name: Word, language: Word }),
  t.partial({ category: Word }),
])

const kindOnly = <K extends 'service' | 'reaction'>(kind: K): t.Type<{ kind: K }> =>
  t.type({ kind: t.literal(kind) })

/** What the business sends: `{kind: "service"}`, `{kind: "reaction"}` or a template. */
export const ContentCodec: t.Type<Content, unknown, unknown> = t.union([
  kindOnly('service'),
  kindOnly('reaction'),
  TemplateContentCodec,
])

const QuestionCodec: t.Type<Question, unknown, unknown> = t.union([
  kindOnly('service'),
  kindOnly('reaction'),
  t.intersection([
    t.type({ kind: t.literal('template'), name: Word }),
    t.partial({ language: Word, category: Word }),
  ]),
])

const ReportedPricingCodec = t.intersection([
  t.type({ model: t.string, category: Word }),
  t.partial({ type: Word, billable: t.boolean }),
])

const ReportedConversationCodec = t.intersection([
  t.type({ id: Id }),
  t.partial({ origin: Word, expiresAt: InstantCodec }),
])

const EventUnion = t.union([
  t.intersection([
    inThread,
    t.type({ type: t.literal('customer-messaged'), kind: Word }),
    t.partial({ entryPoint: EntryPointOriginCodec }),
  ]),
  t.intersection([inThread, t.type({ type: t.literal('customer-called') })]),
  t.intersection([inThread, t.type({ type: t.literal('business-call-accepted') })]),
  t.intersection([inThread, t.type({ type: t.literal('business-messaged'), content: ContentCodec })]),
  t.intersection([
    inThread,
    t.type({
      type: t.literal('message-status'),
      message: Id,
      status: oneOf('DeliveryStatus', ['sent', 'delivered', 'read', 'played', 'failed']),
    }),
    t.partial({
      errorCode: WholeNumber,
      pricing: ReportedPricingCodec,
      conversation: ReportedConversationCodec,
    }),
  ]),
  t.intersection([
    inThread,
    t.type({ type: t.literal('marketing-preference'), value: oneOf('Preference', ['stop', 'resume']) }),
  ]),
  t.intersection([inThread, t.type({ type: t.literal('customer-renamed'), previous: Id, current: Id })]),
  t.intersection([
    t.type({ type: t.literal('template-changed'), id: Id, at: InstantCodec, name: Word, language: Word }),
    t.partial({ account: Id, status: Word, category: Word }),
  ]),
])

const eventTypes: ReadonlySet<unknown> = new Set<Event['type']>([
  'customer-messaged',
  'customer-called',
  'business-call-accepted',
  'business-messaged',
  'message-status',
  'marketing-preference',
  'customer-renamed',
  'template-changed',
])

const typeOf = (u: unknown): unknown =>
  typeof u === 'object' && u !== null && 'type' in u ? u.type : undefined

/** Reads and writes an event. Decoding what was encoded gives it back. */
export const EventCodec: t.Type<Event, unknown, unknown> = new t.Type(
  'Event',
  EventUnion.is,
  (u, context) =>
    eventTypes.has(typeOf(u))
      ? EventUnion.validate(u, context)
      : t.failure(u, context, `unknown event type: ${show(typeOf(u))}`),
  EventUnion.encode,
)

/** Why something is no event: where in it, and what is wrong there. */
export interface Problem {
  /** JSON path from the event's root, such as `$.pricing.category`. */
  readonly path: string
  readonly reason: string
}

/** Reads an event; the left side names everything that is wrong, each with its path. */
export const parseEvent = (u: unknown): E.Either<readonly Problem[], Event> => {
  const read = EventCodec.decode(u)
  return E.isRight(read) ? read : E.left(read.left.map(toProblem))
}

/** Reads the message of a question: like a `business-messaged` event's content, the language optional. */
export const parseQuestion = (u: unknown): E.Either<readonly Problem[], Question> => {
  const kind = typeof u === 'object' && u !== null && 'kind' in u ? u.kind : undefined
  if (kind !== 'template' && kind !== 'service' && kind !== 'reaction')
    return E.left([{ path: '$.kind', reason: `not one of service, reaction, template: ${show(kind)}` }])
  const read = QuestionCodec.decode(u)
  return E.isRight(read) ? read : E.left(read.left.map(toProblem))
}

const show = (u: unknown): string => (typeof u === 'string' ? JSON.stringify(u.slice(0, 60)) : typeof u)

/** io-ts numbers the parts of intersections and unions in its paths; those are no keys of the input. */
const toProblem = (error: t.ValidationError): Problem => ({
  path: error.context
    .filter((_, index) => index > 0 && !isPartOf(error.context[index - 1]?.type))
    .reduce(
      (path, entry) => (/^\d+$/.test(entry.key) ? `${path}[${entry.key}]` : `${path}.${entry.key}`),
      '$',
    ),
  reason: error.message ?? `not ${error.context.at(-1)?.type.name ?? 'valid'}: ${show(error.value)}`,
})

const isPartOf = (type: t.Decoder<unknown, unknown> | undefined): boolean =>
  type === EventCodec || type instanceof t.IntersectionType || type instanceof t.UnionType
