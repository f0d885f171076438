import { describe, expect, test } from 'vitest'
import {
  agreementOf,
  engine,
  isRight,
  rulebooks,
  type Answer,
  type Charge,
  type Engine,
  type OwnAmendment,
  type SettingsInput,
} from '../src/index.ts'
import { clauseOf, clauses } from '../src/clauses.ts'
import { allotTiers, emptyState, templatesOf, threadOf } from '../src/store.ts'
import { key } from './support/names.ts'
import { beyondTierRows, monthRows, plays, reportRows } from './tables/index.ts'
import { midnight, type Play } from './tables/plays.ts'
import { reportsIn, stage, type Staged } from './tables/stage.ts'
import { clausesIn } from './tables/table.ts'
import { engineOf } from './support/engine-of.ts'

/** A charge after so many earlier ones of its month have used the free tier. */
const after = (used: number, charge: Charge): Charge => {
  const earlier = Array.from({ length: used }, (_, index) => ({
    ...charge,
    message: `earlier ${index}`,
    at: charge.at - 1,
  }))
  return (
    allotTiers([charge, ...earlier], () => 'one').find(({ message }) => message === charge.message) ?? charge
  )
}

/** What a story's last message costs, going by its events; `null` when nothing is charged for it. */
const chargeOf = (subject: Engine, staged: Staged, used = 0): Charge | null => {
  const { charges } = subject.history(staged.threadEvents, staged)
  const charge = charges.find(({ message }) => message === staged.message)
  return charge === undefined ? null : after(used, charge)
}

/** Asks for the message at the instant at which it is sent, knowing what was known then. */
const askBefore = (subject: Engine, staged: Staged, tierUsed: number): Answer => {
  const { events, message, sentAt, question } = staged
  const own = (id: string): boolean => id === message || id.startsWith(`${message}/`)
  const known = events.filter(({ id, at }) => !own(id) && at <= sentAt).reduce(subject.evolve, emptyState)
  const templates = templatesOf(known, key.phoneNumberId)
  return subject.thread.ask(threadOf(known, key), question, sentAt, { templates, tierUsed })
}

const unitOf = ({ type, rulebook }: Charge): Charge['unit'] => {
  if (type === 'not_charged') return 'none'
  return rulebook < '2025-07-01' || type === 'rides_open_conversation' ? 'conversation' : 'message'
}

/** The clauses that a row demands and the engine does not cite. */
const uncited = (because: readonly string[], cites: string): readonly string[] =>
  clausesIn(cites).filter((id) => !because.includes(id))

const play = (row: Play): void => {
  const subject = engineOf(row.settings)
  const staged = stage(row.story, row.zero)
  const charge = chargeOf(subject, staged, row.tierUsed)
  const answer = staged.atOnce || row.type === 'refused' ? askBefore(subject, staged, row.tierUsed) : null
  if (row.type === 'refused' || row.type === 'nothing') {
    expect(charge).toBeNull()
    if (row.type === 'nothing') return
    const left = answer !== null && !isRight(answer) ? answer.left : null
    expect(left?.answer).toBe('refused')
    const because = left?.answer === 'refused' ? left.reasons.flatMap((reason) => reason.because) : []
    expect(uncited(because, row.cites)).toEqual([])
    return
  }
  expect({ category: charge?.category, type: charge?.type }).toEqual({
    category: row.category,
    type: row.type,
  })
  if (charge === null) return
  expect(charge.unit).toBe(unitOf(charge))
  expect(charge.because.filter((id) => !Object.hasOwn(clauses, id))).toEqual([])
  expect(uncited(charge.because, row.cites)).toEqual([])
  if (row.rulebook !== null) expect(charge.rulebook).toBe(row.rulebook)
  const state = staged.events.reduce(subject.evolve, subject.initial)
  const told = subject.charges(state).find(({ message }) => message === staged.message)
  expect(told).toMatchObject({ category: row.category, because: charge.because })
  if (row.tierUsed === 0) expect(told).toMatchObject({ type: row.type, unit: charge.unit })
  if (answer === null) return
  const forecast = isRight(answer) ? answer.right.charge : null
  const asked = row.category.replace('group_service', 'service')
  expect(forecast).toMatchObject({ category: asked, type: row.type, unit: charge.unit })
}

/** A row about a message that is charged, and the clauses that it demands. */
interface Charging {
  readonly row: Play
  readonly charge: Charge
  readonly demands: readonly string[]
}

const chargeUnder = (subject: Engine, { story, zero, tierUsed }: Play): Charge | null =>
  chargeOf(subject, stage(story, zero), tierUsed)

/** Engines with all rulebooks once more, each without one clause. */
const engineWithout = (): ((clause: string, given: SettingsInput) => Engine) => {
  const made = new Map<string, Engine>()
  const stripped = (clause: string): readonly OwnAmendment[] =>
    rulebooks.map(({ id, summary, rules }) => ({
      effective: id,
      summary,
      clauses: [],
      changes: Object.fromEntries(
        Object.entries(rules).map(([name, rule]) => [
          name,
          rule === null ? null : { ...rule, because: rule.because.filter((cited) => cited !== clause) },
        ]),
      ),
    }))
  return (clause, given) => {
    const name = JSON.stringify([clause, given])
    const known = made.get(name) ?? engine({ ...engineOf(given).settings, amendments: stripped(clause) })
    made.set(name, known)
    return known
  }
}

describe('who pays for a message', () => {
  test.each(plays.map((row) => [row.title, row.story, row.category, row.type, row.cites, row] as const))(
    '%s: %s → %s, %s (%s)',
    (...row) => play(row[5]),
  )
})

describe('a clause that is taken out of a rule', () => {
  const without = engineWithout()
  const charging = plays.flatMap((row): readonly Charging[] => {
    if (row.type === 'refused' || row.type === 'nothing') return []
    const charge = chargeUnder(engineOf(row.settings), row)
    return charge === null ? [] : [{ row, charge, demands: clausesIn(row.cites) }]
  })

  test.each(rulebooks.map((book) => [book.id, book] as const))(
    'of %s is missed by the rows that demand it, and no other is',
    (id, { rules }) => {
      const rows = charging.filter(({ charge }) => charge.rulebook === id)
      const inRules = new Set(Object.values(rules).flatMap((rule) => rule?.because ?? []))
      const demanding = [...inRules].map((clause) => ({
        clause,
        found: rows.filter(({ demands }) => demands.includes(clause)),
      }))
      expect(demanding.filter(({ found }) => found.length > 0).length).toBeGreaterThan(10)
      const missed = demanding.flatMap(({ clause, found }) =>
        found.map(({ row }) => {
          const charge = chargeUnder(without(clause, row.settings), row)
          return [row.title, row.story, ...uncited(charge?.because ?? [], row.cites)]
        }),
      )
      expect(missed).toEqual(
        demanding.flatMap(({ clause, found }) => found.map(({ row }) => [row.title, row.story, clause])),
      )
      // What decides a charge and is cited under this rulebook is demanded under it.
      const undemanded = demanding.filter(
        ({ clause, found }) =>
          found.length === 0 &&
          clauseOf(clause).decidesCharge === true &&
          rows.some(({ charge }) => charge.because.includes(clause)),
      )
      expect(undemanded.map(({ clause }) => clause)).toEqual([])
    },
  )
})

describe('the month in which a message is billed', () => {
  test.each(monthRows)('from %s: %s → %s (%s)', (from, story, month, cites) => {
    const { zero, timeZone } = midnight(from)
    const charge = chargeOf(engineOf({ timeZone }), stage(story, zero))
    expect(charge?.month).toBe(month)
    expect(uncited(charge?.because ?? [], cites)).toEqual([])
  })
})

describe('the window is told as of both instants (POS-15)', () => {
  test.each([
    ['says@0 utility@1', { whenSent: true, whenDelivered: true }],
    ['says@0 utility@23>24', { whenSent: true, whenDelivered: false }],
    ['says@8 utility@0>9', { whenSent: false, whenDelivered: true }],
    ['utility@0>9', { whenSent: false, whenDelivered: false }],
  ])('%s: %o', (story, windowOpen) => {
    for (const from of ['2022-05-10', '2023-08-10', '2025-08-10', '2026-10-10']) {
      const { zero, timeZone } = midnight(from)
      expect(chargeOf(engineOf({ timeZone }), stage(story, zero))?.windowOpen).toEqual(windowOpen)
    }
  })
})

const agreementInWords = (charge: Charge | null): string => {
  if (charge === null) return 'nothing charged'
  const agreement = agreementOf(charge)
  if (agreement.is === 'unknown') return `unknown word ${agreement.word}`
  return agreement.is === 'disagrees' ? `disagrees on ${agreement.on}` : agreement.is
}

describe('what Meta reports of a message’s price', () => {
  test.each(reportRows)('from %s: %s, Meta says %s: %s (%s)', (from, story, reported, agreement) => {
    const { zero, timeZone } = midnight(from)
    const charge = chargeOf(engineOf({ timeZone }), stage(story, zero, reportsIn(reported)))
    expect(agreementInWords(charge)).toBe(agreement)
  })

  test.each(beyondTierRows)(
    'from %s, beyond the tier: %s, Meta says %s: %s (%s), exempt: %s',
    (from, story, reported, agreement, _clauses, exemptOrganisation) => {
      const { zero, timeZone } = midnight(from)
      const subject = engineOf({ timeZone, exemptOrganisation })
      expect(agreementInWords(chargeOf(subject, stage(story, zero, reportsIn(reported)), 1000))).toBe(
        agreement,
      )
    },
  )
})
