import type { Each, Whole } from './event/whole.ts'
import { E } from './prelude.ts'
import type { Allowed, Answer, Reason, Refusal, Remedy } from './ask/answer.ts'
import { agrees } from './charge/agreement.ts'
import type { ThreadCharge } from './state/charges.ts'
import type { View } from './thread/view.ts'
import { toIso, type Instant, type Interval } from './time/instant.ts'

/**
 * Answers in the form that the protocol carries: the same keys, instants as ISO 8601. The values are
 * plain JSON.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at))

const intervalToJson = ({ opensAt, closesAt }: Interval): { opensAt: string; closesAt: string } => ({
  opensAt: toIso(opensAt),
  closesAt: toIso(closesAt),
})

/**
 * A view as JSON.
 *
 * @example
 * const { initial, evolve, view } = engine()
 * const thread = { phoneNumberId: '100', customer: '15550100001' }
 * const hello = { type: 'customer-messaged', id: 'wamid.1', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', ...thread } as const
 * const seen = view(evolve(initial, hello), thread, hello.at)
 * if (isRight(seen)) viewToJson(seen.right)['serviceWindow']
 * //=> { opensAt: '2026-10-02T16:00:00.000Z', closesAt: '2026-10-03T16:00:00.000Z' }
 */
export const viewToJson = (view: View): { readonly [key: string]: Json } => viewParts(view)

type ViewField =
  'phase' | 'serviceWindow' | 'conversation' | 'entryPoint' | 'billedConversations' | 'rulebook'

/** `at` is what was asked about. */
const viewParts = (view: Whole<View, ViewField | 'at'>): Each<Pick<View, ViewField>, Json> => ({
  phase: view.phase,
  serviceWindow: view.serviceWindow === null ? null : intervalToJson(view.serviceWindow),
  conversation:
    view.conversation === null
      ? null
      : {
          initiatedBy: view.conversation.initiatedBy,
          openedAt: toIso(view.conversation.openedAt),
          startedAt: isoOrNull(view.conversation.startedAt),
          closesAt: toIso(view.conversation.closesAt),
        },
  entryPoint: entryPointToJson(view.entryPoint),
  billedConversations: view.billedConversations.map(({ category, opensAt, closesAt }) => ({
    category,
    ...intervalToJson({ opensAt, closesAt }),
  })),
  rulebook: view.rulebook,
})

const entryPointToJson = (entryPoint: View['entryPoint']): Json => {
  if (entryPoint === null) return null
  return entryPoint.state === 'open'
    ? { state: 'open', ...intervalToJson(entryPoint), expiry: entryPoint.expiry }
    : { state: 'awaiting-reply', replyBy: toIso(entryPoint.replyBy) }
}

/**
 * An answer as JSON; `null` for an instant that is too old to be answered.
 *
 * @example
 * const { initial, ask } = engine()
 * const answer = ask(initial, { phoneNumberId: '100', customer: '1' }, { kind: 'service' }, 0)
 * answerToJson(answer)?.['answer'] //=> 'refused'
 */
export const answerToJson = (answer: Answer): { readonly [key: string]: Json } | null => {
  if (E.isRight(answer)) return allowedToJson(answer.right)
  return answer.left.answer === 'refused' ? refusedToJson(answer.left) : null
}

/** `message` is what was asked; `conversation` shows in the view. */
const allowedToJson = ({
  validUntil,
  charge,
  because,
  notKnown,
  rulebook,
}: Whole<
  Allowed,
  'answer' | 'message' | 'validUntil' | 'conversation' | 'charge' | 'because' | 'notKnown' | 'rulebook'
>): { readonly [key: string]: Json } => ({
  answer: 'allowed',
  validUntil: isoOrNull(validUntil),
  charge: { unit: charge.unit, category: charge.category, type: charge.type },
  tier: charge.tier,
  opens: charge.opens.map((opened) => ({ ...opened, closesAt: toIso(opened.closesAt) })),
  because: [...new Set([...because, ...charge.because])],
  notKnown,
  rulebook,
})

const refusedToJson = ({
  reasons,
  remedies,
  notKnown,
  rulebook,
}: Whole<Refusal, 'answer' | 'message' | 'reasons' | 'remedies' | 'notKnown' | 'rulebook'>): {
  readonly [key: string]: Json
} => ({
  answer: 'refused',
  reasons: reasons.map(reasonToJson),
  remedies: remedies.map(remedyToJson),
  notKnown,
  rulebook,
})

/**
 * A charge as JSON: the protocol's keys, and the clauses.
 *
 * @example
 * const { initial, evolve, charges } = engine()
 * const delivered = { type: 'message-status', id: 'd', message: 'm', status: 'delivered', at: Date.parse('2026-10-02T18:00Z'), phoneNumberId: '100', customer: '1' } as const
 * charges(evolve(initial, delivered)).map((charge) => chargeToJson(charge)['at']) //=> [ '2026-10-02T18:00:00.000Z' ]
 */
export const chargeToJson = (charge: ThreadCharge): { readonly [key: string]: Json } =>
  charge.participant === undefined
    ? chargeParts(charge)
    : { ...chargeParts(charge), participant: charge.participant }

type ChargeField =
  | 'phoneNumberId'
  | 'customer'
  | 'message'
  | 'at'
  | 'rulebook'
  | 'unit'
  | 'category'
  | 'type'
  | 'because'
  | 'reported'

/** The protocol does not carry these; `participant` only in groups. */
type KeptBack =
  | 'sentAt'
  | 'month'
  | 'claim'
  | 'isAcrossRulebooks'
  | 'windowOpen'
  | 'isContradicted'
  | 'otherConversation'
  | 'uncategorised'
  | 'participant'

const chargeParts = (
  charge: Whole<ThreadCharge, ChargeField | KeptBack>,
): Each<Pick<ThreadCharge, ChargeField> & { agrees: unknown }, Json> => ({
  phoneNumberId: charge.phoneNumberId,
  customer: charge.customer,
  message: charge.message,
  at: toIso(charge.at),
  rulebook: charge.rulebook,
  unit: charge.unit,
  category: charge.category,
  type: charge.type,
  because: charge.because,
  reported: charge.reported === null ? null : { ...charge.reported },
  agrees: agrees(charge),
})

const reasonToJson = (reason: Reason): Json => {
  switch (reason.code) {
    case 'service-window-closed':
      return { ...reason, openedAt: isoOrNull(reason.openedAt), closedAt: isoOrNull(reason.closedAt) }
    case 'template-unknown':
      return reason
    case 'template-not-approved':
    case 'template-paused':
    case 'template-disabled':
      return { ...reason, since: isoOrNull(reason.since) }
    case 'marketing-stopped':
    case 'customer-unknown':
      return { ...reason, since: toIso(reason.since) }
    case 'call-not-permitted':
      return { ...reason, since: isoOrNull(reason.since) }
    case 'account-restricted':
    case 'marketing-cap-reached':
    case 'pair-rate-reached':
    case 'throughput-reached':
    case 'call-permission-requested-lately':
      return { ...reason, until: isoOrNull(reason.until) }
    case 'messaging-limit-reached':
    case 'call-limit-reached':
      return { ...reason, freesAt: isoOrNull(reason.freesAt) }
    case 'marketing-not-delivered':
    case 'group-suspended':
    case 'calls-not-offered':
    case 'call-permission-is-permanent':
      return reason
  }
}

const remedyToJson = (remedy: Remedy): Json => {
  switch (remedy.do) {
    case 'wait-for-customer':
      return { do: remedy.do }
    case 'wait-until':
      return { do: remedy.do, at: toIso(remedy.at) }
    case 'ask-for-call-permission':
      return remedy
    case 'send-template':
    case 'choose-another-template':
      return {
        do: remedy.do,
        templates:
          remedy.templates === null
            ? null
            : remedy.templates.map(({ name, language, category }) => ({
                name,
                language,
                ...(category === undefined ? {} : { category }),
              })),
        more: remedy.more,
        except: remedy.except,
      }
  }
}
