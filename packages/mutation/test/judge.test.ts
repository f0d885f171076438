import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isGood,
  judge,
  judgementInWords,
  mutantsIn,
  percent,
  sampleInWords,
  type ExplainedMutant,
  type Mutant,
  type Report,
  type Status,
} from '../src/index.ts'

const mutant = (status: Status, more: Partial<Mutant> = {}): Mutant => ({
  file: 'tier/allot.ts',
  lineNumber: 7,
  line: 'if (used < amount) return null',
  replacement: 'used <= amount',
  mutator: 'EqualityOperator',
  status,
  ...more,
})

const explanation: ExplainedMutant = { file: 'tier/allot.ts', line: 'used < amount', to: 'used <= amount' }
const explaining = (...mutants: readonly ExplainedMutant[]): Parameters<typeof judge>[1] => [
  { reason: 'it makes no difference', mutants },
]

describe('a report', () => {
  const report: Report = {
    files: {
      'packages/core/src/tier/allot.ts': {
        source: 'const a = 1\n  const b = a > 1\n',
        mutants: [
          {
            mutatorName: 'EqualityOperator',
            replacement: 'a >= 1',
            status: 'Survived',
            location: { start: { line: 2, column: 13 }, end: { line: 2, column: 18 } },
          },
          {
            mutatorName: 'BlockStatement',
            status: 'Killed',
            location: { start: { line: 1, column: 1 }, end: { line: 2, column: 18 } },
          },
        ],
      },
    },
  }

  test('gives mutants with the lines on which they stand, in order', () => {
    expect(mutantsIn(report)).toEqual([
      {
        file: 'tier/allot.ts',
        lineNumber: 1,
        line: 'const a = 1',
        replacement: '',
        mutator: 'BlockStatement',
        status: 'Killed',
      },
      {
        file: 'tier/allot.ts',
        lineNumber: 2,
        line: 'const b = a > 1',
        replacement: 'a >= 1',
        mutator: 'EqualityOperator',
        status: 'Survived',
      },
    ])
  })
})

describe('a judgement', () => {
  const status = fc.constantFrom<Status[]>('Killed', 'Timeout', 'Survived', 'NoCoverage', 'CompileError')
  const mutants = fc.array(
    fc
      .tuple(status, fc.constantFrom('charge/a.ts', 'ask/b.ts', 'c.ts'), fc.nat({ max: 3 }))
      .map(([one, file, number]) => mutant(one, { file, line: `line ${number}` })),
  )

  test('counts every survivor once: as explained or as not', () => {
    fc.assert(
      fc.property(mutants, (some) => {
        const known = explaining({ file: 'charge/a.ts', line: 'line 1', to: 'used <= amount' })
        const { explained, unexplained, total, folders } = judge(some, known)
        return (
          explained + unexplained.length === total.all - total.noticed &&
          folders.reduce((sum, { all }) => sum + all, 0) === total.all &&
          folders.reduce((sum, { noticed }) => sum + noticed, 0) === total.noticed
        )
      }),
    )
  })

  test('explained survivors count as survived', () => {
    const { total, explained } = judge([mutant('Survived'), mutant('Killed')], explaining(explanation))
    expect([percent(total), explained]).toEqual([50, 1])
  })

  test.each<[string, Partial<Mutant>]>([
    ['of another file', { file: 'tier/allowance.ts' }],
    ['on another line', { line: 'if (used < most) return null' }],
    ['with another replacement', { replacement: 'used > amount' }],
  ])('a mutant %s is not explained', (_, more) => {
    expect(judge([mutant('Survived', more)], explaining(explanation)).unexplained).toHaveLength(1)
  })

  test('line numbers and white space explain nothing away', () => {
    const moved = mutant('Survived', { lineNumber: 99, replacement: 'used\n   <= amount ' })
    expect(judge([moved], explaining(explanation)).unexplained).toEqual([])
  })

  test('an explanation that nothing needs is outdated, where its file was mutated', () => {
    const elsewhere: ExplainedMutant = { file: 'ask/weigh.ts', line: 'a', to: 'b' }
    const judged = judge([mutant('Killed')], explaining(explanation, elsewhere))
    expect(judged.outdated).toEqual([explanation])
    expect(judgementInWords(judged).join('\n')).toContain('These explanations are not needed any more:')
  })

  test.each<[boolean, number, number, readonly ExplainedMutant[]]>([
    [true, 95, 0, []],
    [false, 94, 6, [explanation]],
    [false, 95, 5, []],
    [true, 95, 5, [explanation]],
    [false, 0, 0, []],
  ])('is good: %s, with %i noticed and %i not', (good, noticed, not, known) => {
    const some = [...Array<Status>(noticed).fill('Killed'), ...Array<Status>(not).fill('Survived')]
    const judged = judge(
      some.map((one) => mutant(one)),
      explaining(...known),
    )
    expect(isGood(judged)).toBe(good)
  })

  test('tells each survivor that is not explained by its line and what stands there instead', () => {
    const words = judgementInWords(judge([mutant('NoCoverage'), mutant('Killed', { file: 'x.ts' })], []))
    expect(words).toEqual([
      '.            100.0 %   1 of 1',
      'tier           0.0 %   0 of 1',
      'all           50.0 %   1 of 2',
      '',
      '0 survivors are explained in packages/core/test/survivors, 1 are not.',
      'tier/allot.ts:7 EqualityOperator\n    if (used < amount) return null\n    → used <= amount',
      '',
      'Fewer than 95 % were noticed.',
    ])
  })

  test('what was not tested makes no folder', () => {
    const judged = judge([mutant('CompileError', { file: 'ask/weigh.ts' }), mutant('Killed')], [])
    expect(judged.folders).toEqual([{ folder: 'tier', noticed: 1, all: 1 }])
  })

  test('tells how many only took too long', () => {
    const some = [mutant('Timeout'), mutant('Timeout'), ...Array<Mutant>(48).fill(mutant('Killed'))]
    for (const words of [judgementInWords(judge(some, [])), sampleInWords(judge(some, []))]) {
      expect(words.join('\n')).toContain('2 of the noticed ones took too long and failed no test.')
      expect(words.join('\n')).toContain('100.0 %   50 of 50')
    }
  })

  test('tells a sample with its intervals, and nothing of explanations that it did not need', () => {
    const some = [...Array<Status>(29).fill('Killed'), 'Survived' as const]
    const judged = judge(
      some.map((one) => mutant(one)),
      explaining(explanation, { file: 'tier/allot.ts', line: 'nowhere', to: 'true' }),
    )
    expect(judged.outdated).toHaveLength(1)
    expect(sampleInWords(judged)).toEqual([
      'tier          96.7 %   29 of 30         83.3 % to  99.4 %',
      'all           96.7 %   29 of 30         83.3 % to  99.4 %',
      '',
      'The last columns are the 95 % confidence interval for all mutants.',
      '1 survivors are explained in packages/core/test/survivors, 0 are not.',
    ])
  })
})
