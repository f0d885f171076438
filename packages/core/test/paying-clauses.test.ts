import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { clauses, wireClauses } from '../src/clauses.ts'
import { citedClauses, illustratedClauses, plays } from './tables/index.ts'
import { clausesIn } from './tables/table.ts'

/** Clauses that no row can show, and the folder whose tests hold them; a test names its clause in parentheses. */
const heldElsewhere: readonly (readonly [clause: string, folder: string])[] = [
  ['PMP-13', '../../rates/test/'],
  ['PMP-16', '../../rates/test/'],
  ['RATE-4', '../../rates/test/'],
]

const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

const testsIn = (folder: string): string =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => textOf(`${folder}${name}`))
    .join('\n')

/** Does a text name a clause in parentheses or brackets, by itself or among others? */
const names = (text: string, clause: string): boolean =>
  [...text.matchAll(/[([](?<inside>[^()[\]]*)[)\]]/g)].some(({ groups }) =>
    (groups?.['inside'] ?? '').split(/[^\w-]+/).includes(clause),
  )

/** The clauses that the rules page says are not modelled, from its table. */
const notModelled = (page: string): readonly string[] => {
  const chapter = page.split('\n## ').find((part) => part.startsWith('What is not modelled\n')) ?? ''
  // What decides no charge stands below a heading of its own.
  const [section = ''] = chapter.split('\n### ')
  return [...section.matchAll(/^\| `(?<id>[^`]+)` +\| +\w/gm)].map(({ groups }) => groups?.['id'] ?? '')
}

const deciding = Object.entries(clauses).flatMap(([id, { decidesCharge }]) => (decidesCharge ? [id] : []))
const leftOut = notModelled(textOf('../RULES.md'))

describe('every clause that decides a charge', () => {
  it('is cited by a row, held by a law, or said not to be modelled', () => {
    const held = new Set([...citedClauses, ...heldElsewhere.map(([id]) => id), ...leftOut])
    expect(deciding.length).toBeGreaterThan(50)
    expect(deciding.filter((id) => !held.has(id))).toEqual([])
  })

  it('is not said to be left out where a row shows it', () => {
    expect(leftOut.length).toBeGreaterThan(0)
    expect(leftOut.filter((id) => citedClauses.has(id))).toEqual([])
    expect(leftOut.filter((id) => !deciding.includes(id))).toEqual([])
  })

  test.each(heldElsewhere)('%s is named by a test in %s', (clause, folder) => {
    expect(deciding).toContain(clause)
    expect(citedClauses.has(clause)).toBe(false)
    expect(names(testsIn(folder), clause)).toBe(true)
  })
})

describe('a clause that says that it decides no charge', () => {
  const saying = Object.entries(clauses).filter(([, { sentence }]) => /decides no charge/.test(sentence))

  it('is cited by no charge, and is not said to decide one', () => {
    expect(saying.length).toBeGreaterThan(5)
    const charged = plays.filter(({ type }) => type !== 'refused')
    const charging = new Set(charged.flatMap(({ cites }) => clausesIn(cites)))
    expect(saying.filter(([id]) => charging.has(id)).map(([id]) => id)).toEqual([])
    expect(saying.filter(([, { decidesCharge }]) => decidesCharge).map(([id]) => id)).toEqual([])
  })
})

describe('rows', () => {
  it('cite clauses that exist', () => {
    const known = new Set([...Object.keys(clauses), ...Object.keys(wireClauses)])
    expect([...citedClauses, ...illustratedClauses].filter((id) => !known.has(id))).toEqual([])
  })
})

describe('a planted gap is found', () => {
  it('in what a test names', () => {
    expect(names("test('bands are marginal (PMP-13, RATE-3)')", 'PMP-13')).toBe(true)
    expect(names("['PMP-1', 'PMP-13']", 'PMP-1')).toBe(true)
    expect(names('PMP-13 (see PMP-130)', 'PMP-13')).toBe(false)
  })

  it('in the page', () => {
    const page =
      '# Rules\n\n## What is not modelled\n\n| `A-1` | why |\n| `A-2` | |\n\n### More\n\n| `A-4` | x |\n\n## Next\n\n| `A-3` | x |\n'
    expect(notModelled(page)).toEqual(['A-1'])
    expect(notModelled('# Rules\n')).toEqual([])
  })
})

describe('decisions', () => {
  const folders = ['../src/charge/', '../src/ask/'] as const

  /** Ids of clauses in quotation marks; in comments they stand without, unless an example has them. */
  const typed = (text: string): readonly string[] =>
    [...text.replaceAll(/^ *\* .*$/gm, '').matchAll(/'(?<id>[\w-]+)'/g)].flatMap(({ groups }) =>
      Object.hasOwn(clauses, groups?.['id'] ?? '') ? [groups?.['id'] ?? ''] : [],
    )

  test.each(folders)('cite rules: no clause is typed into %s', (folder) => {
    const files = readdirSync(new URL(folder, import.meta.url), { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts'),
    )
    expect(files.length).toBeGreaterThan(5)
    expect(files.flatMap((name) => typed(textOf(`${folder}${name}`)))).toEqual([])
  })

  it('are searched for what would be found', () => {
    expect(typed("because: ['OCT26-4', 'conversation', 'G6'] // (PMP-1)")).toEqual(['OCT26-4', 'G6'])
    expect(typed(" * asked({ because: ['OCT26-4'] })\nconst cited = 'G6'")).toEqual(['G6'])
  })
})
