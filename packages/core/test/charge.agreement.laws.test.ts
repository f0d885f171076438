import fc from 'fast-check'
import { describe, test } from 'vitest'
import { agreementOf, chargeToJson, defaultSettings, engine, type ReportedPricing } from '../src/index.ts'
import { agrees } from '../src/store.ts'
import { billWith, threadEvents } from './support/bills.ts'
import { billingTraces, recentOf, shuffled } from './support/billing-traces.ts'
import { holds } from './support/check.ts'
import { same } from './support/folds.ts'

const known = {
  model: ['CBP', 'PMP'],
  type: ['regular', 'free_customer_service', 'free_entry_point', 'free_group_customer_service'],
  category: [
    'marketing',
    'utility',
    'authentication',
    'authentication-international',
    'service',
    'SERVICE',
    'referral_conversion',
    'user_initiated',
    'group_marketing',
    'marketing_lite',
    'general_purpose_ai',
  ],
} as const

/** A word that Meta does not use today; also those that every object has. */
const unknownWord = fc.oneof(
  fc.string().map((text) => `${text}?`),
  fc.constantFrom('', ' ', 'constructor', '__proto__', 'toString', 'pmp', 'general_purpose_bot'),
)

const report = fc.record(
  {
    model: fc.constantFrom(...known.model),
    type: fc.constantFrom(...known.type),
    category: fc.constantFrom(...known.category),
    billable: fc.boolean(),
    subtype: fc.constantFrom('paid_exempt', 'x'),
  },
  { requiredKeys: ['model', 'category'] },
) as fc.Arbitrary<ReportedPricing>

const billIn = (timeZone: string) => billWith(engine({ ...defaultSettings, timeZone }))

describe('the agreement with Meta’s report', () => {
  test('does not depend on the order in which statuses arrive', () => {
    const arrivals = billingTraces().chain(([stage, events]) =>
      shuffled(recentOf(events)).map((arrived) => [stage, recentOf(events), arrived] as const),
    )
    holds([arrivals], ([{ timeZone }, facts, arrived]) => {
      const [inTime, late] = [facts, arrived].map((some) => billIn(timeZone)(some))
      return same(inTime?.map(agreementOf), late?.map(agreementOf))
    })
  })

  test('is unknown of any word that is not known, and never throws', () => {
    holds(
      [
        billingTraces(),
        report,
        unknownWord,
        fc.constantFrom('model' as const, 'type' as const, 'category' as const),
      ],
      ([{ timeZone }, events], reported, word, where) =>
        billIn(timeZone)(events).every((charge) => {
          const strange = { ...charge, reported: { ...reported, [where]: word } }
          return agrees(strange) === null && same(agreementOf(strange), { is: 'unknown', word })
        }),
    )
  })

  test('is yes or no where all words are known, or not to be had across the change of models', () => {
    holds([billingTraces(), report], ([{ timeZone }, events], reported) =>
      billIn(timeZone)(events).every((charge) => {
        const { is } = agreementOf({ ...charge, reported })
        return is === 'agrees' || is === 'disagrees' || (is === 'incomparable' && reported.model === 'CBP')
      }),
    )
  })

  test('is null where Meta said nothing', () => {
    holds([billingTraces()], ([{ timeZone }, events]) => {
      const silent = threadEvents(events).map((event) => {
        if (event.type !== 'message-status') return event
        const { pricing: _, ...rest } = event
        return rest
      })
      return billIn(timeZone)(silent).every((charge) => agrees(charge) === null)
    })
  })

  test('is yes of a report that says what the charge says', () => {
    holds([billingTraces()], ([{ timeZone }, events]) =>
      billIn(timeZone)(events).every((charge) => {
        const { unit, category, type } = charge
        if (category === 'unknown') return true
        const reported: ReportedPricing =
          unit === 'conversation'
            ? { model: 'CBP', category }
            : type === 'not_charged'
              ? { model: 'PMP', category, type: 'free_customer_service' }
              : { model: 'PMP', category, type }
        const told = { ...charge, reported, otherConversation: null }
        return agrees(told) === true && chargeToJson(told) !== null
      }),
    )
  })
})
