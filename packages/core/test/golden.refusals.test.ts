import { describe, expect, test } from 'vitest'
import {
  EventCodec,
  isRight,
  parseEvent,
  parseInstant,
  reasonsInWords,
  parseQuestion,
  settings,
  type Either,
  type Problem,
} from '../src/index.ts'
import { ContentCodec } from '../src/store.ts'
import { fullEvents, malformed } from './golden/malformed.ts'

const golden = (name: string, lines: readonly string[]): Promise<void> =>
  expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/${name}.txt`)

const problems = (read: Either<readonly Problem[], unknown>): string =>
  isRight(read) ? 'is read' : read.left.map(({ path, reason }) => `${path} ${reason}`).join('; ')

const mistakes: readonly unknown[] = [undefined, null, 7, '', 'x'.repeat(1025), {}, []]
const short = (text: string): string => text.replace(/x{1025}/g, 'x…')

/** Parts with the same answers are told together. */
const together = (answers: readonly (readonly [string, string])[]): readonly string[] => {
  const byAnswer = new Map<string, readonly string[]>()
  for (const [what, answer] of answers) byAnswer.set(answer, [...(byAnswer.get(answer) ?? []), what])
  return [...byAnswer].map(([answer, what]) => `  ${what.join(', ')}: ${answer}`)
}

describe('what is refused, and how', () => {
  test('events with each of their parts wrong', async () => {
    const toldBefore = new Set<string>()
    const isNew = (line: string): boolean => !toldBefore.has(line) && toldBefore.add(line) !== undefined
    // What all events have in common is told once.
    const lines = fullEvents.flatMap((event) => [
      '',
      `# ${JSON.stringify(event)}`,
      `  ${problems(parseEvent(event))}`,
      ...together(
        malformed(event, mistakes).map(([what, value]) => [short(what), short(problems(parseEvent(value)))]),
      ).filter(isNew),
    ])
    await golden('refused-events', lines)
  })

  test('the longest texts are read, longer ones are not', () => {
    const [first] = fullEvents
    const reads = (part: string, length: number): boolean =>
      isRight(parseEvent({ ...Object(first), [part]: 'x'.repeat(length) }))
    expect(
      ['id', 'customer', 'phoneNumberId', 'account'].map((part) => [reads(part, 1024), reads(part, 1025)]),
    ).toEqual(Array.from({ length: 4 }, () => [true, false]))
    expect([reads('kind', 512), reads('kind', 513)]).toEqual([true, false])
    const read = EventCodec.decode(first)
    const isOne = (part: string, length: number): boolean =>
      isRight(read) && EventCodec.is({ ...read.right, [part]: 'x'.repeat(length) })
    expect([isOne('id', 1024), isOne('id', 1025), isOne('kind', 512), isOne('kind', 513)]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  test('questions, contents, instants, settings', async () => {
    const question = { kind: 'template', name: 'promo', language: 'fr', category: 'marketing' }
    const content = (value: unknown): string =>
      isRight(ContentCodec.decode(value)) ? 'is read' : 'is refused'
    const instants: readonly unknown[] = [
      '2026-10-01T07:00:00Z',
      '2026-10-01T07:00Z',
      '2026-10-01T07:00:00.123456789+02:00',
      '2026-10-01T07:00:00.1234567890Z',
      '2026-10-01T07:00:00',
      '2026-10-01',
      ' 2026-10-01T07:00:00Z',
      '2026-10-01T07:00:00Z ',
      '2026-10-01T07:00:00z',
      '2026-10-01T25:00:00Z',
      '2026-02-29T07:00:00Z',
      '2024-02-29T07:00:00Z',
      '2008-12-31T23:59:59.999Z',
      '2009-01-01T00:00:00Z',
      '2099-12-31T23:59:59.999Z',
      '2100-01-01T00:00:00Z',
      7,
      null,
      undefined,
      '',
    ]
    const inputs: readonly object[] = [
      {},
      { timeZone: 'Europe/Paris', rulebook: '2023-03-01', horizonHours: 0.5, exemptOrganisation: true },
      { timeZone: '' },
      {
        timeZone: 'CEST',
        rulebook: 'newest',
        horizonHours: -1,
        overrides: { a: 1 },
        exemptOrganisation: 'no',
      },
      ...[1000 / 3_600_000, 999 / 3_600_000, 87_840, 87_841].map((horizonHours) => ({ horizonHours })),
      ...[
        'reactionOpensWindow',
        'unsupportedOpensWindow',
        'carryWindowOnIdentityChange',
        'safetyMarginSeconds',
        'entryPointStartsAt',
        'chargedAsOf',
        'utilityWindowTestedAt',
        'groupMarketingIsFreeInWindow',
        'entryPointServiceUsesTier',
        'toString',
      ].flatMap((name) =>
        [true, 'sent', 'delivered', 'read', 0, -1, 86_399, 86_400, 0.5].map((value) => ({
          overrides: { [name]: value },
        })),
      ),
    ]
    await golden('refused-questions', [
      '# questions',
      ...[
        { kind: 'service', more: 1 },
        { kind: 'reaction' },
        question,
        { kind: 'fax' },
        {},
        null,
        'service',
        undefined,
      ].map((value) => {
        const read = parseQuestion(value)
        return `  ${JSON.stringify(value)}: ${isRight(read) ? JSON.stringify(read.right) : problems(read)}`
      }),
      ...together(
        malformed(question, mistakes).map(([what, value]) => [
          short(what),
          short(problems(parseQuestion(value))),
        ]),
      ),
      '',
      '# contents',
      ...[
        { kind: 'service' },
        { kind: 'reaction' },
        question,
        { kind: 'fax' },
        {},
        null,
        undefined,
        'service',
        { kind: 'template' },
      ].map(
        (value) =>
          `  ${JSON.stringify(value)}: ${content(value)}, ${ContentCodec.is(value) ? 'is one' : 'is none'}`,
      ),
      '',
      '# instants',
      ...instants.map((value) => {
        const read = parseInstant(value)
        return `  ${JSON.stringify(value)}: ${isRight(read) ? new Date(read.right).toISOString() : reasonsInWords(read.left)}`
      }),
      '',
      '# settings',
      ...together(
        inputs.map((input) => {
          const made = settings(input)
          return [JSON.stringify(input), isRight(made) ? 'are taken' : reasonsInWords(made.left)]
        }),
      ),
      ...inputs.slice(0, 2).map((input) => `  ${JSON.stringify(settings(input))}`),
    ])
  })

  test('an event is one only with all its parts right', () => {
    const read = fullEvents.map((event) => EventCodec.decode(event))
    const events = read.flatMap((one) => (isRight(one) ? [one.right] : []))
    expect(events.map((event) => EventCodec.is(event))).toEqual(fullEvents.map(() => true))
    expect(events.map((event) => EventCodec.encode(event))).toEqual(fullEvents)
    const broken = events.flatMap((event) => malformed(event, [null, '', {}]))
    const accepted = broken.filter(([, value]) => EventCodec.is(value)).map(([what]) => what)
    // Whatever Meta calls its model.
    expect(accepted).toEqual(['pricing.model = ""'])
  })
})
