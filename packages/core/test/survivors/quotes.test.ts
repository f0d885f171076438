import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Survivor {
  readonly file: string
  readonly line: string
  readonly to: string
}

const sources = new URL('../../src/', import.meta.url)
const lists = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.json'))
const groupsOf = (
  name: string,
): readonly { readonly reason: string; readonly mutants: readonly Survivor[] }[] =>
  JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

/** What is wrong with a quote; `null` when one or more lines of the source hold it. */
const problemOf = ({ file, line }: Pick<Survivor, 'file' | 'line'>): string | null => {
  const path = new URL(file, sources)
  if (!existsSync(path)) return `${file}: there is no such file in core/src`
  if (line.trim() === '') return `${file}: quotes nothing`
  const found = readFileSync(path, 'utf8')
    .split('\n')
    .some((text) => text.trim().includes(line))
  return found ? null : `${file}: no line holds “${line}”`
}

describe('the survivors that mutation testing explains', () => {
  it('are listed', () => expect(lists.length).toBeGreaterThan(0))

  it.each(lists)('of %s quote lines of core, give a reason, and stand once', (name) => {
    const groups = groupsOf(name)
    const mutants = groups.flatMap((group) => group.mutants)
    expect(mutants.map(problemOf).filter((problem) => problem !== null)).toEqual([])
    expect(groups.filter(({ reason, mutants: some }) => reason === '' || some.length === 0)).toEqual([])
    const texts = mutants.map((mutant) => JSON.stringify(mutant))
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([])
  })

  it.each([
    ['thread/nowhere.ts', 'const a = 1', 'no such file'],
    ['index.ts', 'const thisLineIsNotThere = 1', 'no line holds'],
    ['index.ts', ' ', 'quotes nothing'],
  ])('are refused where they quote what is not there: %s %s', (file, line, problem) => {
    expect(problemOf({ file, line })).toContain(problem)
  })
})
