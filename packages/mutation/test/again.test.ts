import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testedAgain, toTestAgain, type Report, type Status } from '../src/index.ts'

type Mutants = Report['files'][string]['mutants']

const file = 'packages/core/src/tier/allot.ts'
const reportOf = (mutants: Mutants): Report => ({ files: { [file]: { source: '', mutants } } })
const mutantsOf = (report: Report): Mutants => report.files[file]?.mutants ?? []

const mutant = (status: Status, line: number, column: number, to = 'true'): Mutants[number] => ({
  mutatorName: 'ConditionalExpression',
  replacement: to,
  status,
  location: { start: { line, column }, end: { line: line + 1, column: 9 } },
})

const noticed = (status: Status): boolean => status === 'Killed' || status === 'Timeout'

test('what survived is tested again, and each place is named once', () => {
  const quick = reportOf([
    mutant('Survived', 3, 1),
    mutant('NoCoverage', 3, 1, 'false'),
    mutant('NoCoverage', 3, 5),
    mutant('Killed', 7, 1),
    mutant('Timeout', 8, 1),
    mutant('CompileError', 8, 2),
    mutant('Survived', 9, 2),
  ])
  expect(toTestAgain(quick)).toEqual({
    places: [`${file}:3:0-4:8`, `${file}:3:4-4:8`, `${file}:9:1-10:8`],
    names: [
      `${file}:3:1-4:9 ConditionalExpression true`,
      `${file}:3:1-4:9 ConditionalExpression false`,
      `${file}:3:5-4:9 ConditionalExpression true`,
      `${file}:9:2-10:9 ConditionalExpression true`,
    ],
  })
})

test('what is left out counts as survived without being tested again', () => {
  const quick: Report = {
    files: {
      [file]: {
        source: 'first\nsecond\n',
        mutants: [mutant('Survived', 1, 1), mutant('Survived', 1, 1, 'false'), mutant('Survived', 2, 1)],
      },
    },
  }
  const left = [{ reason: 'a shortcut', mutants: [{ file: 'tier/allot.ts', line: 'first', to: 'true' }] }]
  const again = toTestAgain(quick, left)
  expect(again.names).toEqual([
    `${file}:1:1-2:9 ConditionalExpression false`,
    `${file}:2:1-3:9 ConditionalExpression true`,
  ])
  const thorough = reportOf([mutant('Killed', 1, 1, 'false'), mutant('Killed', 2, 1)])
  expect(mutantsOf(testedAgain(quick, thorough, again)).map(({ status }) => status)).toEqual([
    'Survived',
    'Killed',
    'Killed',
  ])
})

test('a mutant is noticed in the end if it was noticed in either run', () => {
  const statuses = fc.constantFrom<Status[]>('Killed', 'Timeout', 'Survived', 'NoCoverage')
  const runs = fc.uniqueArray(
    fc.record({
      line: fc.nat(3),
      column: fc.nat(3),
      to: fc.constantFrom('true', 'false'),
      quick: statuses,
      thorough: statuses,
    }),
    { selector: ({ line, column, to }) => `${line} ${column} ${to}` },
  )
  fc.assert(
    fc.property(runs, fc.boolean(), (all, isTurned) => {
      const quick = reportOf(all.map((one) => mutant(one.quick, one.line, one.column, one.to)))
      // Noticed ones are tested again only where they stand inside the place of another.
      const again = all.filter((one, index) => !noticed(one.quick) || index % 2 === 0)
      const thorough = reportOf(
        (isTurned ? again.toReversed() : again).map((one) =>
          mutant(one.thorough, one.line, one.column, one.to),
        ),
      )
      return mutantsOf(testedAgain(quick, thorough, toTestAgain(quick))).every(({ status }, index) => {
        const one = all[index]
        return one !== undefined && noticed(status) === (noticed(one.quick) || noticed(one.thorough))
      })
    }),
  )
})

test('a mutant that was not tested again has no fate', () => {
  const quick = reportOf([mutant('Survived', 3, 1)])
  for (const other of [
    reportOf([]),
    reportOf([mutant('Killed', 3, 2)]),
    reportOf([mutant('Killed', 3, 1, 'false')]),
  ])
    expect(() => testedAgain(quick, other, toTestAgain(quick))).toThrow(
      `${file}:3:1-4:9 ConditionalExpression true was not tested again`,
    )
})
