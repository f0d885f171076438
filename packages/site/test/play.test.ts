import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, engine, explain, isPaid, rulebooks } from '@guichet/core'
import { fragmentOf, playIn } from '../src/playground/play/address.ts'
import { scenes, type Play } from '../src/playground/play/play.ts'
import { situationAt } from '../src/playground/play/situation.ts'
import { owned } from '../src/playground/play/players.ts'
import { knownBefore } from '../src/playground/play/known-before.ts'
import { placeNamed, type PlaceName } from '../src/playground/play/place.ts'
import { eventsOf, withStep, type StepCode } from '../src/playground/play/step.ts'
import { cardIn } from '../src/playground/rates.ts'
import { engineFor } from '../src/playground/rules.ts'
import { holds } from '../../core/test/support/check.ts'

const throwing = (): never => {
  throw new Error('there is no scene')
}

const instant = fc
  .integer({ min: Date.UTC(2022, 0) / MINUTE, max: Date.UTC(2028, 0) / MINUTE })
  .map((minutes) => minutes * MINUTE)
const code = (place: PlaceName) =>
  fc.constantFrom(...placeNamed(place).kinds.keys()) as fc.Arbitrary<StepCode>
const playedIn = (place: PlaceName): fc.Arbitrary<Play> =>
  fc.record({
    place: fc.constant(place),
    timeZone: fc.constantFrom('UTC', 'Europe/Paris', 'America/Argentina/Buenos_Aires'),
    rulebook: fc.constantFrom('auto', ...rulebooks.map(({ id }) => id)),
    amendments: fc.constantFrom('', '{"effective":"2027-04-01","summary":"50 % & more #?+","changes":{}}'),
    card: fc.constantFrom('', 'sample', 'market,category\nFrance,50 % & #\n'),
    now: fc.oneof(
      instant,
      instant.map((at) => at + 1),
    ),
    steps: fc.array(fc.record({ at: instant, what: code(place) }), { maxLength: 12 }),
  })
const play = fc.oneof(playedIn('chat'), playedIn('group'))

describe('the address of a play', () => {
  it('gives back the play', () => {
    holds([play], (given) => {
      const read = playIn(new URL(`https://x.org/#${fragmentOf(given)}`).hash.slice(1))
      return read.ok && JSON.stringify(read.value) === JSON.stringify({ ...read.value, ...given })
    })
  })

  it.each([
    ['play?now=soon', 'its now'],
    ['play?now=1970-01-01T00:00Z', 'its now'],
    ['play?now=2026-10-01T09:00Z&do=2026-10-01T09:00Z+dances', 'dances'],
    ['play?now=2026-10-01T09:00Z&do=writes', 'writes'],
    ['play?now=2026-10-01T09:00Z&do=2026-10-01T09:00Z+ravi-writes', 'ravi-writes'],
    ['play?with=group&now=2026-10-01T09:00Z&do=2026-10-01T09:00Z+writes', 'writes'],
    [`play?now=2026-10-01T09:00Z${'&do=2026-10-01T09:00Z+writes'.repeat(101)}`, '100 steps'],
  ])('that is wrong says why: %s', (fragment, words) => {
    const read = playIn(fragment)
    expect(read.ok ? 'read' : read.words).toContain(words)
  })
})

describe('calls', () => {
  const HELLO = [0, 'writes'] as const
  const ASKED = [HOUR, 'asks-to-call'] as const
  const GIVEN = [2 * HOUR, 'allows-calls'] as const
  const UNANSWERED = [3 * HOUR, 'call-unanswered'] as const
  it.each<[string, readonly (readonly [number, StepCode])[], number, boolean, RegExp]>([
    ['nothing is said', [HELLO], 3 * HOUR, false, /permits no call/],
    ['nobody answers the request', [HELLO, ASKED], 3 * HOUR, false, /permits no call/],
    ['the customer allows it', [HELLO, ASKED, GIVEN], 3 * HOUR, true, /until Thu 8 Oct 2026 11:00 UTC/],
    ['the week is over', [HELLO, GIVEN], 170 * HOUR, false, /no call since Thu 8 Oct 2026 11:00 UTC/],
    ['it is for ever', [[0, 'allows-calls-always']], 1000 * HOUR, true, /A call may be made/i],
    [
      'it is taken back',
      [GIVEN, [4 * HOUR, 'allows-no-calls']],
      5 * HOUR,
      false,
      /since Thu 1 Oct 2026 13:00/,
    ],
    ['three went unanswered', [GIVEN, UNANSWERED, UNANSWERED, UNANSWERED], 4 * HOUR, true, /may be made/],
    ['four did', [GIVEN, UNANSWERED, UNANSWERED, UNANSWERED, UNANSWERED], 4 * HOUR, false, /CALL-14/],
    [
      'one between was answered',
      [GIVEN, UNANSWERED, UNANSWERED, UNANSWERED, [4 * HOUR, 'call-answered'], [5 * HOUR, 'call-unanswered']],
      6 * HOUR,
      true,
      /may be made/,
    ],
  ])('of the business, when %s', (_, done, now, isAllowed, words) => {
    const start = Date.UTC(2026, 9, 1, 9)
    const made = engineFor({ timeZone: 'UTC', rulebook: 'auto', amendments: '' }, owned)
    if (!made.ok) throw new Error(made.words)
    const played = done.map(([after, what]) => ({ at: start + after, what }))
    const call = situationAt(made.value, {
      place: 'chat',
      steps: played,
      now: start + now,
    }).answers.find(({ what }) => what === 'Call')
    expect(call).toMatchObject({ isAllowed, cost: isAllowed ? 'by the minute' : '' })
    expect(call?.words).toMatch(words)
  })
})

describe('a group', () => {
  const sample = readFileSync(
    new URL('../../rates/samples/2026-10-01-usd-sample.csv', import.meta.url),
    'utf8',
  )
  const at = Date.UTC(2026, 9, 1, 9)
  const group = (...done: readonly StepCode[]) => {
    const made = engineFor({ timeZone: 'UTC', rulebook: 'auto', amendments: '' }, owned)
    const card = cardIn(sample)
    if (!made.ok || !card.ok) throw new Error('no engine or no card')
    const played = done.map((what, index) => ({ at: at + index * HOUR, what }))
    const now = at + done.length * HOUR
    return situationAt(made.value, { place: 'group', steps: played, now }, card.value)
  }
  const costs = (...done: readonly StepCode[]) => group(...done).seats.map(({ cost }) => cost)

  it('has a charge for each member at the rate of the country', () => {
    expect(costs('marketing')).toEqual(['USD 0.0859', 'USD 0.0118', 'USD 0.0225'])
    expect(group('marketing').answers.map(({ cost }) => cost)).toEqual(['', 'USD 0.0354', 'USD 0.1202'])
  })

  it('has none for who left, and again for who came back', () => {
    expect(costs('ravi-leaves', 'utility')).toEqual(['USD 0.03', 'USD 0.00', 'USD 0.004'])
    expect(costs('ravi-leaves', 'ravi-joins', 'utility')[1]).toBe('USD 0.0014')
    expect(group('ravi-leaves').seats.map(({ isPresent }) => isPresent)).toEqual([true, false, true])
  })

  it('has one window, which any member opens who is in it', () => {
    expect(group('ravi-writes').view?.phase).toBe('open')
    expect(group('ravi-leaves', 'ravi-writes').view?.phase).toBe('closed')
  })

  it('gets nothing while WhatsApp suspends it', () => {
    const allowed = (...done: readonly StepCode[]) => group(...done).answers.map(({ isAllowed }) => isAllowed)
    expect(allowed('ravi-writes', 'suspends')).toEqual([false, false, false])
    expect(allowed('ravi-writes', 'suspends', 'frees')).toEqual([true, true, true])
  })
})

describe('steps at one moment', () => {
  it('are a second apart, for WhatsApp knows no order within one', () => {
    const [, { steps: done, now }] = scenes[0] ?? throwing()
    const once = withStep(done, now, 'writes')
    const twice = withStep(once, now, 'stops')
    expect(twice.slice(-2)).toEqual([
      { at: now, what: 'writes' },
      { at: now + 1000, what: 'stops' },
    ])
  })
})

describe('a situation', () => {
  it('is what core says of the same events, under any rules', () => {
    holds(
      [play],
      (given) => {
        const { place, steps: played, now, ...rules } = given
        const made = engineFor({ ...rules, amendments: '' }, owned)
        if (!made.ok) return false
        const { answers, charges, elsewhere } = situationAt(made.value, given)
        const past = played.filter(({ at }) => at <= now)
        const before = Math.min(now, ...past.map(({ at }) => at))
        const core = engine(made.value.settings)
        const state = [...knownBefore(before), ...eventsOf({ place, steps: past })].reduce(
          core.evolve,
          core.initial,
        )
        const service = core.ask(state, placeNamed(place).thread, { kind: 'service' }, now)
        const known = charges.filter(({ message, participant }) =>
          core.charges(state).some((one) => one.message === message && one.participant === participant),
        )
        return (
          answers[0]?.words === explain(service, { timeZone: rules.timeZone }) &&
          core.charges(state).length === known.length &&
          elsewhere.length === rulebooks.length &&
          elsewhere.every(
            ({ rulebook, paid }) => rulebook !== rules.rulebook || paid === charges.filter(isPaid).length,
          )
        )
      },
      60,
    )
  })

  it('of each scene is known whole, and none is refused but what the window refuses', () => {
    for (const [name, scene] of scenes) {
      const made = engineFor(scene, owned)
      const { answers, words } = made.ok ? situationAt(made.value, scene) : { answers: [], words: '' }
      expect(answers.map(({ words: said }) => said).join(), name).not.toMatch(/Not known|Nothing is known/)
      expect(
        answers.slice(1, scene.place === 'group' ? 3 : 4).map(({ isAllowed }) => isAllowed),
        name,
      ).not.toContain(false)
      expect(words).toMatch(/^(?:Open|Closed|Awaiting)/)
    }
  })

  it('counts what happened by the moment, not what comes', () => {
    const [, scene] = scenes[0] ?? throwing()
    const made = engineFor(scene, owned)
    if (!made.ok) throw new Error(made.words)
    const [first] = scene.steps
    const early = situationAt(made.value, { ...scene, now: (first?.at ?? 0) - 1 })
    expect([early.later, early.charges.length, early.view?.phase]).toEqual([2, 0, 'closed'])
    const end = (first?.at ?? 0) + 24 * HOUR
    expect(situationAt(made.value, { ...scene, now: end - 1 }).view?.phase).toBe('open')
    expect(situationAt(made.value, { ...scene, now: end }).view?.phase).toBe('closed')
  })
})
