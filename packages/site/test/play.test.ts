import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, engine, explain, isPaid, rulebooks } from '@guichet/core'
import { fragmentOf, playIn } from '../src/playground/play/address.ts'
import { scenes, type Play } from '../src/playground/play/play.ts'
import { situationAt } from '../src/playground/play/situation.ts'
import { owned, players } from '../src/playground/play/players.ts'
import { eventsOf, knownBefore, steps, withStep, type StepCode } from '../src/playground/play/step.ts'
import { engineFor } from '../src/playground/rules.ts'
import { holds } from '../../core/test/support/check.ts'

const throwing = (): never => {
  throw new Error('there is no scene')
}

const instant = fc
  .integer({ min: Date.UTC(2022, 0) / MINUTE, max: Date.UTC(2028, 0) / MINUTE })
  .map((minutes) => minutes * MINUTE)
const code = fc.constantFrom(...Object.keys(steps)) as fc.Arbitrary<StepCode>
const play: fc.Arbitrary<Play> = fc.record({
  timeZone: fc.constantFrom('UTC', 'Europe/Paris', 'America/Argentina/Buenos_Aires'),
  rulebook: fc.constantFrom('auto', ...rulebooks.map(({ id }) => id)),
  amendments: fc.constantFrom('', '{"effective":"2027-04-01","summary":"50 % & more #?+","changes":{}}'),
  card: fc.constantFrom('', 'sample', 'market,category\nFrance,50 % & #\n'),
  now: fc.oneof(
    instant,
    instant.map((at) => at + 1),
  ),
  steps: fc.array(fc.record({ at: instant, what: code }), { maxLength: 12 }),
})

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
    const call = situationAt(made.value, played, start + now).answers.find(({ what }) => what === 'Call')
    expect(call).toMatchObject({ isAllowed, cost: isAllowed ? 'by the minute' : '' })
    expect(call?.words).toMatch(words)
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
      ({ steps: played, now, ...rules }) => {
        const made = engineFor({ ...rules, amendments: '' }, owned)
        if (!made.ok) return false
        const { answers, charges, elsewhere } = situationAt(made.value, played, now)
        const past = played.filter(({ at }) => at <= now)
        const before = Math.min(now, ...past.map(({ at }) => at))
        const core = engine(made.value.settings)
        const state = [...knownBefore(before), ...eventsOf(past)].reduce(core.evolve, core.initial)
        const service = core.ask(state, players, { kind: 'service' }, now)
        const known = charges.filter(({ message }) =>
          core.charges(state).some((one) => one.message === message),
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
      const { answers, words } = made.ok
        ? situationAt(made.value, scene.steps, scene.now)
        : { answers: [], words: '' }
      expect(answers.map(({ words: said }) => said).join(), name).not.toMatch(/Not known|Nothing is known/)
      expect(
        answers.slice(1, 4).map(({ isAllowed }) => isAllowed),
        name,
      ).toEqual([true, true, true])
      expect(words).toMatch(/^(?:Open|Closed|Awaiting)/)
    }
  })

  it('counts what happened by the moment, not what comes', () => {
    const [, scene] = scenes[0] ?? throwing()
    const made = engineFor(scene, owned)
    if (!made.ok) throw new Error(made.words)
    const [first] = scene.steps
    const early = situationAt(made.value, scene.steps, (first?.at ?? 0) - 1)
    expect([early.later, early.charges.length, early.view?.phase]).toEqual([2, 0, 'closed'])
    const end = (first?.at ?? 0) + 24 * HOUR
    expect(situationAt(made.value, scene.steps, end - 1).view?.phase).toBe('open')
    expect(situationAt(made.value, scene.steps, end).view?.phase).toBe('closed')
  })
})
