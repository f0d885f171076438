import { t } from '../prelude.ts'
import { InstantCodec } from '../time/instant.ts'
import type {
  BusinessCallAccepted,
  BusinessMessaged,
  CallEnded,
  CallPermissionChanged,
  CallPermissionRequested,
  Content,
  CustomerCalled,
  CustomerMessaged,
  CustomerRenamed,
  EntryPointOrigin,
  Event,
  EventOf,
  InThread,
  MarketingPreference,
  MessageStatus,
  ReportedConversation,
  ReportedPricing,
  TemplateContent,
} from './event.ts'
import { accountCodecs } from './account-codec.ts'
import { Id, Word, WholeNumber, oneOf, whole } from './codec-parts.ts'
import { show } from '../problem.ts'

/** Event and its JSON form: the same keys, instants as ISO 8601. Unknown keys are ignored. */

const inThread = whole<InThread>()(
  t.intersection([
    t.type({ id: Id, at: InstantCodec, phoneNumberId: Id, customer: Id }),
    t.partial({ aliases: t.readonlyArray(Id), account: Id }),
  ]),
)

const EntryPointOriginCodec = whole<EntryPointOrigin>()(
  t.intersection([
    t.type({ source: oneOf('EntryPointSource', ['ad', 'post', 'page']) }),
    t.partial({ id: Id }),
  ]),
)

const TemplateContentCodec = whole<TemplateContent>()(
  t.intersection([
    t.type({ kind: t.literal('template'), name: Word, language: Word }),
    t.partial({ category: Word }),
  ]),
)

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
export const ReportedPricingCodec: t.Type<ReportedPricing, unknown, unknown> = whole<ReportedPricing>()(
  t.intersection([
    t.type({ model: t.string, category: Word }),
    t.partial({ type: Word, subtype: Word, billable: t.boolean }),
  ]),
)

const ReportedConversationCodec = whole<ReportedConversation>()(
  t.intersection([t.type({ id: Id }), t.partial({ origin: Word, expiresAt: InstantCodec })]),
)

type CodecOf<T extends Event['type']> = t.Type<EventOf<T>, unknown, unknown>

const codecs: { readonly [T in Event['type']]: CodecOf<T> } = {
  'customer-messaged': whole<CustomerMessaged>()(
    t.exact(
      t.intersection([
        inThread,
        t.type({ type: t.literal('customer-messaged'), kind: Word }),
        t.partial({ entryPoint: EntryPointOriginCodec }),
      ]),
    ),
  ),
  'customer-called': whole<CustomerCalled>()(
    t.exact(t.intersection([inThread, t.type({ type: t.literal('customer-called') })])),
  ),
  'business-call-accepted': whole<BusinessCallAccepted>()(
    t.exact(t.intersection([inThread, t.type({ type: t.literal('business-call-accepted') })])),
  ),
  'business-messaged': whole<BusinessMessaged>()(
    t.exact(
      t.intersection([
        inThread,
        t.type({ type: t.literal('business-messaged'), content: ContentCodec }),
        t.partial({ held: t.boolean }),
      ]),
    ),
  ),
  'message-status': whole<MessageStatus>()(
    t.exact(
      t.intersection([
        inThread,
        t.type({
          type: t.literal('message-status'),
          message: Id,
          status: oneOf('DeliveryStatus', ['sent', 'delivered', 'read', 'played', 'failed']),
        }),
        t.partial({
          participant: Id,
          errorCode: WholeNumber,
          pricing: ReportedPricingCodec,
          conversation: ReportedConversationCodec,
        }),
      ]),
    ),
  ),
  'marketing-preference': whole<MarketingPreference>()(
    t.exact(
      t.intersection([
        inThread,
        t.type({ type: t.literal('marketing-preference'), value: oneOf('Preference', ['stop', 'resume']) }),
      ]),
    ),
  ),
  'customer-renamed': whole<CustomerRenamed>()(
    t.exact(
      t.intersection([inThread, t.type({ type: t.literal('customer-renamed'), previous: Id, current: Id })]),
    ),
  ),
  'call-permission-changed': whole<CallPermissionChanged>()(
    t.exact(
      t.intersection([
        inThread,
        t.type({
          type: t.literal('call-permission-changed'),
          permission: oneOf('CallPermission', ['temporary', 'permanent', 'none']),
          source: oneOf('PermissionSource', ['customer', 'profile', 'automatic']),
        }),
        t.partial({ until: InstantCodec }),
      ]),
    ),
  ),
  'call-permission-requested': whole<CallPermissionRequested>()(
    t.exact(
      t.intersection([
        inThread,
        t.type({
          type: t.literal('call-permission-requested'),
          by: oneOf('RequestForm', ['service', 'template']),
        }),
      ]),
    ),
  ),
  'call-ended': whole<CallEnded>()(
    t.exact(
      t.intersection([
        inThread,
        t.type({
          type: t.literal('call-ended'),
          direction: oneOf('CallDirection', ['user', 'business']),
          connected: t.boolean,
        }),
      ]),
    ),
  ),
  ...accountCodecs,
}

/** Is this the type of an event? */
export const isEventType = (u: unknown): u is Event['type'] =>
  typeof u === 'string' && Object.hasOwn(codecs, u)

const typeOf = (u: unknown): unknown =>
  typeof u === 'object' && u !== null && 'type' in u ? u.type : undefined

const encode = <T extends Event['type']>(type: T, event: EventOf<T>): unknown => codecs[type].encode(event)

/** Reads and writes an event part by part, and says what is wrong with each. */
export const PartwiseEventCodec: t.Type<Event, unknown, unknown> = new t.Type(
  'Event',
  (u): u is Event => {
    const type = typeOf(u)
    return isEventType(type) && codecs[type].is(u)
  },
  (u, context) => {
    const type = typeOf(u)
    return isEventType(type)
      ? codecs[type].validate(u, context)
      : t.failure(u, context, `unknown event type: ${show(type)}`)
  },
  (event) => encode(event.type, event),
)
