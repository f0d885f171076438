import fc from 'fast-check'
import type { AmendmentJson, Story, Values } from '../../src/index.ts'
import { day, localDate, rulebookIds } from '../../src/reading/calendar.ts'

const because = ['INVENTED'] as const
const flag = fc.boolean()
const hours = fc.constantFrom(1, 23, 24, 25, 72)
const rides = fc.record({ conversation: fc.constantFrom('any' as const, 'own-category' as const) })
const initiator = fc.record({ as: fc.constantFrom('user_initiated' as const, 'business_initiated' as const) })
const isFree = fc.record({ isFree: flag })
const sentOrDelivered = fc.record({ is: fc.constantFrom('sent' as const, 'delivered' as const) })
const flagged = fc.record({ is: flag })
const categories = fc.subarray(['service', 'utility', 'marketing', 'authentication'])

/** What each rule may say; whom a window follows to a new id, and exempt organisations, the copy leaves to core. */
const values: { readonly [K in keyof Values]: fc.Arbitrary<Values[K]> | null } = {
  serviceWindow: fc.record({ hours }),
  conversation: fc.record({ hours }),
  calls: fc.record({ openWindowSince: fc.constantFrom(null, '2020-01-01' as const, '2027-02-01' as const) }),
  entryPointReply: fc.record({ hours }),
  lateReply: fc.record({ opensEntryPoint: flag }),
  entryPointLength: fc.record({ hours, longestHours: fc.constantFrom(72, 168) }),
  charging: fc.record({
    by: fc.constantFrom('conversation-by-initiator' as const, 'conversation-by-category', 'message'),
  }),
  service: isFree,
  freeTier: fc.option(
    fc.record({
      amount: fc.integer({ min: 0, max: 3 }),
      counts: fc.constantFrom('conversations' as const, 'service-conversations', 'service-messages'),
      per: fc.constantFrom('account' as const, 'phone-number'),
    }),
  ),
  billedConversation: fc.record({ hours }),
  begunInWindow: initiator,
  begunOutsideWindow: initiator,
  templateRides: rides,
  serviceRides: rides,
  templateBesideService: fc.record({ opens: flag }),
  severalOpen: fc.record({ joins: fc.constantFrom('earliest' as const, 'latest' as const) }),
  carriedOver: fc.record({ by: categories }),
  entryPoint: fc.record({ endsConversations: flag }),
  entryPointOutsideWindow: isFree,
  templates: fc.record({ areFree: flag }),
  marketingInWindow: isFree,
  utilityInWindow: isFree,
  authenticationInWindow: isFree,
  reactions: fc.record({ areCharged: flag }),
  aiProviders: fc.record({ payAsReported: flag }),
  groups: fc.record({ haveEntryPoints: flag }),
  exemption: null,
  reactionOpensWindow: flagged,
  unsupportedOpensWindow: flagged,
  carryWindowOnIdentityChange: null,
  safetyMarginSeconds: fc.record({ is: fc.constantFrom(0, 1, 3600) }),
  entryPointStartsAt: sentOrDelivered,
  chargedAsOf: sentOrDelivered,
  utilityWindowTestedAt: sentOrDelivered,
  groupMarketingIsFreeInWindow: flagged,
  entryPointServiceUsesTier: flagged,
}

/** Some rules, each with a value of its own. */
const changes: fc.Arbitrary<AmendmentJson['changes']> = fc.record(
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === null ? [] : [[name, value.map((one) => (one === null ? null : { ...one, because }))]],
    ),
  ),
  { requiredKeys: [] },
)

/** The history under a rulebook that nobody announced, in force from a day of it on. */
export const amended = (stories: fc.Arbitrary<Story>): fc.Arbitrary<Story> =>
  fc.tuple(stories, changes, fc.nat()).map(([story, changed, dice]) => {
    const { at = 0 } = story.events[dice % Math.max(1, story.events.length)] ?? {}
    const date = localDate(at - (dice % 2) * day, story.timeZone)
    const [year = '', month = '', number = ''] = date.split('-')
    const effective = `${year}-${month}-${number}` as `${number}-${number}-${number}`
    const isTaken = rulebookIds.includes(effective) || effective < '2022-02-02'
    return isTaken ? story : { ...story, amendments: [{ effective, changes: changed }] }
  })
