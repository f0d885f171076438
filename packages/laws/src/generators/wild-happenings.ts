import fc from 'fast-check'
import type { Content, Event, MessageStatus, ReportedPricing } from '@guichet/core'
import { day, hour } from '../reading/calendar.ts'
import { aroundDeadlines } from './stage.ts'
import { accountHappenings } from './wild-accounts.ts'
import { callHappenings } from './wild-calls.ts'
import { groupName, type Naming } from './wild-names.ts'
import { among, defined, maybe, type Happening } from './wild-parts.ts'
import { categories, languages, lists, templateNames, templates } from './wild-templates.ts'

const kinds = among(
  'text text text image order button reaction reaction-removed edit revoke unsupported system request_welcome poll_vote constructor',
)

const writes: fc.Arbitrary<Happening> = fc
  .tuple(
    kinds,
    fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      {
        weight: 1,
        arbitrary: fc.record({ source: fc.constantFrom('ad' as const, 'post' as const, 'page' as const) }),
      },
    ),
  )
  .map(([kind, entryPoint]) => ({ id, at, name }) => {
    const written = { type: 'customer-messaged' as const, id, at, ...name, kind }
    return entryPoint === undefined ? written : { ...written, entryPoint }
  })

const calls: fc.Arbitrary<Happening> = fc
  .constantFrom('customer-called' as const, 'business-call-accepted' as const)
  .map((type) => ({ id, at, name }) => ({ type, id, at, ...name }))

/** What the business may send. */
export const contents: fc.Arbitrary<Content> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'service' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reaction' as const }) },
  {
    weight: 4,
    arbitrary: fc.tuple(templateNames, languages, maybe(categories)).map(([name, language, category]) => ({
      kind: 'template' as const,
      name,
      language,
      ...defined({ category }),
    })),
  },
)

const sends: fc.Arbitrary<Happening> = contents.map((content) => ({ id, at, name }) => ({
  type: 'business-messaged',
  id,
  at,
  ...name,
  content,
}))

const reports = fc.record({
  model: fc.constantFrom('PMP', 'CBP', 'NBP'),
  type: maybe(fc.constantFrom('regular', 'free_customer_service', 'free_entry_point', 'unheard_of')),
  category: fc.oneof(
    categories,
    fc.constantFrom(
      'service',
      'service',
      'group_service',
      'referral_conversion',
      'user_initiated',
      'general_purpose_ai',
    ),
  ),
  billable: maybe(fc.boolean()),
})

type Report = typeof reports extends fc.Arbitrary<infer A> ? A : never

const reportedConversations = fc.record({
  id: fc.constantFrom('c1', 'c2'),
  origin: maybe(fc.constantFrom('referral_conversion', 'service', 'user_initiated')),
  lasts: maybe(fc.constantFrom(hour, ...aroundDeadlines, 8 * day, -hour, 0, 60_000, 60_001)),
})

const statuses: fc.Arbitrary<Happening> = fc
  .record({
    status: fc.constantFrom<MessageStatus['status'][]>(
      'sent',
      'delivered',
      'delivered',
      'read',
      'played',
      'failed',
    ),
    /** Counts back to the message that it is about; 0 for none of the messages before it. */
    which: fc.nat({ max: 8 }),
    pricing: maybe(reports),
    /** Does it say anew what was said of the message before? Meta seldom contradicts itself. */
    repeats: fc.nat({ max: 7 }).map((seldom) => seldom < 7),
    conversation: fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: reportedConversations },
    ),
    /** In a group: the member for whom it holds; nobody for the message as a whole. */
    member: fc.constantFrom(undefined, '15550100001', '15550100001', 'BR.2', '4915550100007'),
    errorCode: maybe(fc.constantFrom(131047, 132001, 131026, 131050, 132000, 132099, 132100, 131049, 0, -1)),
  })
  .map(
    ({ status, which, pricing, repeats, conversation, member, errorCode }) =>
      ({ id, at, name, before }) => {
        const sent = before.filter(
          (event) => event.type === 'business-messaged' || event.type === 'message-status',
        )
        const spoken = which === 0 ? undefined : sent[(which - 1) % Math.max(1, sent.length)]
        const told = {
          type: 'message-status' as const,
          id,
          at,
          status,
          ...(spoken === undefined
            ? { ...name, message: `w-${id}` }
            : { ...namesOf(spoken), message: wamid(spoken) }),
          ...defined({ errorCode }),
        }
        const shared = told.customer === groupName ? { ...told, ...defined({ participant: member }) } : told
        const said = repeats && spoken !== undefined ? reportOn(wamid(spoken), before) : undefined
        const { lasts, origin, id: conversationId } = conversation ?? {}
        return {
          ...shared,
          ...(pricing === undefined ? {} : { pricing: said ?? pricingOf(pricing) }),
          ...(conversationId === undefined
            ? {}
            : {
                conversation: {
                  id: conversationId,
                  ...defined({ origin, expiresAt: lasts === undefined ? undefined : at + lasts }),
                },
              }),
        }
      },
  )

const pricingOf = (report: Report): ReportedPricing => {
  const { model, category, type, billable } = report
  return { model, category, ...defined({ type, billable }) }
}

/** What was last said of a message. */
const reportOn = (message: string, before: readonly Event[]): ReportedPricing | undefined =>
  before
    .flatMap((event) =>
      event.type === 'message-status' && event.message === message ? (event.pricing ?? []) : [],
    )
    .at(-1)

type Sent = Extract<Event, { type: 'business-messaged' | 'message-status' }>

const wamid = (event: Sent): string => (event.type === 'message-status' ? event.message : event.id)

const namesOf = ({ phoneNumberId, customer }: Sent): Naming => ({ phoneNumberId, customer })

const prefers: fc.Arbitrary<Happening> = fc
  .constantFrom('stop' as const, 'resume' as const)
  .map((value) => ({ id, at, name }) => ({ type: 'marketing-preference', id, at, ...name, value }))

/** Customers change numbers; the new name may be anybody's, and even the old one. */
const renames: fc.Arbitrary<Happening> = fc
  .constantFrom('15550100009', 'US.9', '15550100001', 'BR.2')
  .map((current) => ({ id, at, name }) => ({
    type: 'customer-renamed',
    id,
    at,
    phoneNumberId: name.phoneNumberId,
    customer: name.customer,
    previous: name.customer,
    current,
  }))

/** All that can happen; the customer's messages first. */
export const happenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: writes },
  { weight: 6, arbitrary: sends },
  { weight: 9, arbitrary: statuses },
  { weight: 1, arbitrary: calls },
  { weight: 1, arbitrary: prefers },
  { weight: 1, arbitrary: renames },
  { weight: 2, arbitrary: templates },
  { weight: 1, arbitrary: lists },
  { weight: 2, arbitrary: accountHappenings },
  { weight: 1, arbitrary: callHappenings },
)
