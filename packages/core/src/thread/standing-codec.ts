import type { Billing } from '../charge/billing.ts'
import type { BilledConversation } from '../charge/charge.ts'
import type { ConversationReport } from '../charge/conversation-report.ts'
import type { Delivery } from '../charge/delivery.ts'
import type { Conversation } from '../conversation/conversation.ts'
import type { EntryPoint } from '../conversation/entry-point.ts'
import { whole } from '../event/codec-parts.ts'
import { ReportedPricingCodec } from '../event/codec.ts'
import { E, t } from '../prelude.ts'
import { CitationCodec } from '../rulebook/citation-codec.ts'
import type { TemplateName } from '../template/category-of.ts'
import { Moment } from '../time/moment.ts'
import { KnownIdsCodec } from './replaced-ids-codec.ts'
import type { Preference, Standing } from './standing.ts'
import type { Burst } from './burst.ts'
import { noCalls, type CallRequest, type Calls, type Permission } from './calls.ts'

/** The codec, and `null`. */
export const nullable = <A>(codec: t.Type<A, unknown, unknown>): t.Type<A | null, unknown, unknown> =>
  t.union([codec, t.null])

const ConversationCodec = whole<BilledConversation>()(
  t.intersection([
    t.type({ category: t.string, opensAt: Moment, closesAt: Moment }),
    t.partial({ id: t.string, isEndReported: t.boolean, isEndIgnored: t.boolean }),
  ]),
)

const ReportCodec = whole<ConversationReport>()(
  t.intersection([
    t.type({ id: t.string, category: nullable(t.string), closesAt: nullable(Moment) }),
    t.partial({ isEndIgnored: t.boolean }),
  ]),
)

/** What is written under names of version 1, whatever it is called inside. */
const writtenAs = <A extends { readonly wamid: string | null }, W>(
  name: string,
  codec: t.Type<W, unknown, unknown>,
  { write, read }: { readonly write: (value: A) => W; readonly read: (written: W) => A },
): t.Type<A, unknown, unknown> =>
  new t.Type(
    name,
    (u): u is A => typeof u === 'object' && u !== null && 'wamid' in u,
    (u, context) => {
      const written = codec.validate(u, context)
      return E.isLeft(written) ? written : t.success(read(written.right))
    },
    (value) => codec.encode(write(value)),
  )

const WrittenDelivery = whole<Omit<Delivery, 'wamid' | 'report'>>()(
  t.intersection([
    t.type({
      message: t.string,
      sentAt: Moment,
      at: Moment,
      kind: t.union([t.literal('service'), t.literal('reaction'), t.literal('template')]),
      category: t.string,
      insideWindow: t.boolean,
      reported: nullable(ReportedPricingCodec),
      reportedFree: t.boolean,
      isContradicted: t.boolean,
    }),
    t.partial({
      participant: t.string,
      because: t.readonlyArray(CitationCodec),
      uncategorised: whole<TemplateName>()(t.type({ name: t.string, language: nullable(t.string) })),
      told: ReportCodec,
    }),
  ]),
)

const DeliveryCodec = writtenAs<Delivery, t.TypeOf<typeof WrittenDelivery>>('Delivery', WrittenDelivery, {
  write: ({ wamid, report, because, ...rest }) => ({
    message: wamid,
    ...rest,
    ...(report === undefined ? {} : { told: report }),
    ...(because === undefined ? {} : { because }),
  }),
  read: ({ message, told, ...rest }) => ({
    wamid: message,
    ...rest,
    ...(told === undefined ? {} : { report: told }),
  }),
})

const BillingCodec: t.Type<Billing, unknown, unknown> = whole<Billing>()(
  t.type({
    conversations: t.readonlyArray(ConversationCodec),
    awaiting: t.readonlyArray(DeliveryCodec),
  }),
)

const WrittenEntryPoint = whole<Omit<EntryPoint, 'wamid'>>()(
  t.intersection([
    t.type({
      message: nullable(t.string),
      arrivedAt: Moment,
      replyBy: Moment,
      opensAt: nullable(Moment),
      closesAt: nullable(Moment),
      expiry: t.union([t.literal('estimated'), t.literal('reported')]),
      earlier: nullable(t.type({ opensAt: Moment, closesAt: Moment })),
    }),
    t.partial({ isEndIgnored: t.boolean }),
  ]),
)

const EntryPointCodec = writtenAs<EntryPoint, t.TypeOf<typeof WrittenEntryPoint>>(
  'EntryPoint',
  WrittenEntryPoint,
  {
    write: ({ wamid, ...rest }) => ({ message: wamid, ...rest }),
    read: ({ message, ...rest }) => ({ wamid: message, ...rest }),
  },
)

const CallsCodec = whole<Calls>()(
  t.type({
    permission: nullable(whole<Permission>()(t.type({ at: Moment, until: nullable(Moment) }))),
    endedAt: nullable(Moment),
    unanswered: t.number,
    connected: t.readonlyArray(Moment),
    requests: t.readonlyArray(whole<CallRequest>()(t.type({ id: t.string, at: Moment }))),
  }),
)

type LimitsKept = 'reachedAt' | 'reservedAt' | 'burst' | 'cappedAt' | 'calls'

/** What limits and calls go by; snapshots of earlier versions have none of it, and what is not there is left out. */
const LimitsCodec = whole<Pick<Standing, LimitsKept>>()(
  t.partial({
    reachedAt: Moment,
    reservedAt: Moment,
    burst: whole<Burst>()(t.type({ first: Moment, count: t.number })),
    cappedAt: Moment,
    calls: CallsCodec,
  }),
)

const WindowsCodec = t.readonly(
  whole<Omit<Standing, LimitsKept>>()(
    t.type({
      latestOpener: nullable(Moment),
      latestTemplate: nullable(Moment),
      conversation: nullable(
        whole<Conversation>()(
          t.type({
            initiatedBy: t.union([t.literal('user'), t.literal('business')]),
            openedAt: Moment,
            startedAt: nullable(Moment),
            closesAt: Moment,
          }),
        ),
      ),
      entryPoint: nullable(EntryPointCodec),
      preference: nullable(
        whole<Preference>()(t.type({ value: t.union([t.literal('stop'), t.literal('resume')]), at: Moment })),
      ),
      renamed: KnownIdsCodec,
      billing: BillingCodec,
    }),
  ),
)

type WrittenStanding = Omit<Standing, LimitsKept> & Partial<{ [K in LimitsKept]: NonNullable<Standing[K]> }>

/** How a thread stands, as a snapshot has it. */
export const StandingCodec: t.Type<WrittenStanding, unknown, unknown> = t.intersection([
  WindowsCodec,
  LimitsCodec,
])

export const standingToWrite = (standing: Standing): WrittenStanding => {
  const { reachedAt, reservedAt, burst, cappedAt, calls, ...windows } = standing
  return {
    ...windows,
    ...(reachedAt === null ? {} : { reachedAt }),
    ...(reservedAt === null ? {} : { reservedAt }),
    ...(burst === null ? {} : { burst }),
    ...(cappedAt === null ? {} : { cappedAt }),
    ...(calls === noCalls ? {} : { calls }),
  }
}

export const standingThatWas = (written: WrittenStanding): Standing => {
  const { reachedAt, reservedAt, burst, cappedAt, calls, ...windows } = written
  return {
    ...windows,
    reachedAt: reachedAt ?? null,
    reservedAt: reservedAt ?? null,
    burst: burst ?? null,
    cappedAt: cappedAt ?? null,
    calls: calls ?? noCalls,
  }
}
