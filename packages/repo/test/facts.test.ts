import { clauses, wireClauses } from '@guichet/core/clauses'
import { describe, expect, it } from 'vitest'
import { citedFacts, namedFacts } from '../src/facts/executed.ts'
import { factIds, idsIn } from '../src/facts/ids.ts'
import { notExecuted } from '../src/facts/not-executed.ts'
import { saidAgain } from '../src/facts/said-again.ts'
import { readText } from '../src/files.ts'

const cited = citedFacts()
const named = namedFacts()
const left = notExecuted.flatMap(({ ids }) => ids)
const again = Object.keys(saidAgain)
const isFact: ReadonlySet<string> = new Set(factIds)

/** The facts that nobody answers for, if these are the ones that are left out. */
const gaps = (leftOut: readonly string[]): readonly string[] => {
  const answered = new Set([...cited, ...named, ...leftOut, ...again])
  return factIds.filter((id) => !answered.has(id))
}

describe('every fact about the platform', () => {
  it('is cited by the engine, named in the source that executes it, or said not to be executed', () => {
    expect(gaps(left)).toEqual([])
  })

  it('is not said to be left out where the engine cites it', () => {
    expect(left.filter((id) => cited.has(id))).toEqual([])
    expect(again.filter((id) => cited.has(id))).toEqual([])
  })

  it('is left out once, with what it says and why', () => {
    const all = [...left, ...again]
    expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([])
    expect(all.filter((id) => !isFact.has(id))).toEqual([])
    expect(notExecuted.filter(({ says, why }) => says === '' || !/^[A-Z].*\.$/.test(why))).toEqual([])
  })

  it('that is said again names facts that are executed', () => {
    const names = Object.values(saidAgain).flat()
    expect(names.filter((id) => !cited.has(id) && !named.has(id))).toEqual([])
  })

  it('has a number that exists, wherever a clause has one', () => {
    const ids = [...Object.keys(clauses), ...Object.keys(wireClauses)].filter((id) => /-[A-Z]?\d+$/.test(id))
    expect(ids.filter((id) => !isFact.has(id))).toEqual([])
  })

  it('that is left out stands on the page of the rules', () => {
    const page = readText('packages/core/RULES.md').text
    expect([...left, ...again].filter((id) => !page.includes(`\`${id}\``))).toEqual([])
  })
})

describe('a planted gap is found', () => {
  it('where a fact is left out without a reason', () => {
    expect(gaps(left.filter((id) => id !== 'LIM-18'))).toEqual(['LIM-18'])
  })

  it('and a fact in a range is named', () => {
    expect(idsIn('shapes (SHAPE-2 to SHAPE-5), and CSW-E7')).toEqual([
      'SHAPE-2',
      'SHAPE-5',
      'CSW-E7',
      'SHAPE-2',
      'SHAPE-3',
      'SHAPE-4',
      'SHAPE-5',
    ])
    expect(idsIn('POS-1 to CSW-3')).toEqual(['POS-1', 'CSW-3'])
  })
})
