import { E, t } from '../prelude.ts'
import { InstantCodec } from '../time/instant.ts'
import type { Content, Event, ReportedPricing } from './event.ts'
import { problemsOf, show, type Problem } from '../problem.ts'

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
/** A word of Meta's: a kind, a category, a template's name. */
export const Word: t.Type<string> = text('Word', 512)

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

const ContentUnion = t.union([kindOnly('service'), kindOnly('reaction'), TemplateContentCodec])

/** What the business sends: `{kind: "service"}`, `{kind: "reaction"}` or a template. */
export const ContentCodec: t.Type<Content, unknown, unknown> = new t.Type(
  'Content',
  ContentUnion.is,
  (u, context) => {
    const kind = typeof u === 'object' && u !== null && 'kind' in u ? u.kind : undefined
    return kind === 'service' || kind === 'reaction' || kind === 'template'
      ? ContentUnion.validate(u, context)
      : t.failure(u, context, `no kind of content that is known: service, reaction, template`)
  },
  ContentUnion.encode,
)

/** Meta's `pricing` object. */
export const ReportedPricingCodec: t.Type<ReportedPricing, unknown, unknown> = t.intersection([
  t.type({ model: t.string, category: Word }),
  t.partial({ type: Word, subtype: Word, billable: t.boolean }),
])

const ReportedConversationCodec = t.intersection([
  t.type({ id: Id }),
  t.partial({ origin: Word, expiresAt: InstantCodec }),
])

const ListedTemplateCodec = t.exact(
  t.intersection([t.type({ name: Word, language: Word }), t.partial({ category: Word, status: Word })]),
)

const EventUnion = t.union([
  t.exact(
    t.intersection([
      inThread,
      t.type({ type: t.literal('customer-messaged'), kind: Word }),
      t.partial({ entryPoint: EntryPointOriginCodec }),
    ]),
  ),
  t.exact(t.intersection([inThread, t.type({ type: t.literal('customer-called') })])),
  t.exact(t.intersection([inThread, t.type({ type: t.literal('business-call-accepted') })])),
  t.exact(
    t.intersection([inThread, t.type({ type: t.literal('business-messaged'), content: ContentCodec })]),
  ),
  t.exact(
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
  ),
  t.exact(
    t.intersection([
      inThread,
      t.type({ type: t.literal('marketing-preference'), value: oneOf('Preference', ['stop', 'resume']) }),
    ]),
  ),
  t.exact(
    t.intersection([inThread, t.type({ type: t.literal('customer-renamed'), previous: Id, current: Id })]),
  ),
  t.exact(
    t.intersection([
      t.type({ type: t.literal('template-changed'), id: Id, at: InstantCodec, name: Word, language: Word }),
      t.partial({ account: Id, status: Word, category: Word }),
    ]),
  ),
  t.exact(
    t.type({
      type: t.literal('templates-listed'),
      id: Id,
      at: InstantCodec,
      account: Id,
      templates: t.readonlyArray(ListedTemplateCodec),
    }),
  ),
])

/** The types of all events. */
export const eventTypes: ReadonlySet<unknown> = new Set<Event['type']>([
  'customer-messaged',
  'customer-called',
  'business-call-accepted',
  'business-messaged',
  'message-status',
  'marketing-preference',
  'customer-renamed',
  'template-changed',
  'templates-listed',
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

/** Reads an event; the left side names everything that is wrong, each with its path. */
export const parseEvent = (u: unknown): E.Either<readonly Problem[], Event> => {
  const read = EventCodec.decode(u)
  return E.isRight(read) ? read : E.left(problemsOf(read.left))
}
