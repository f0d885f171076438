import { rulebooks } from '@guichet/core'
import { clauses, lastingRules, wireClauses } from '@guichet/core/clauses'
import { lawsIn, type TracedLaw } from './laws.ts'
import { placesOf, type Place, type TextFile } from './places.ts'

/** A clause with everything that rests on it. */
export interface TracedClause {
  readonly id: string
  readonly sentence: string
  /** The address of one of Meta's pages, or words. */
  readonly source: string
  readonly rules: readonly TracedRule[]
  /** Lines of the sources that name the clause itself. */
  readonly named: readonly Place[]
  /** Lines of tables of tests that name it. */
  readonly rows: readonly Place[]
  readonly laws: readonly TracedLaw[]
  /** Why no rule is made of it, if the page of the rules says so. */
  readonly leftOut: string | null
}

/** A rule of core that gives the clause as its reason. */
export interface TracedRule {
  /** Its key among the rules of a rulebook, or among those that no rulebook changes. */
  readonly key: string
  /** The rulebooks in which it rests on the clause; none for a lasting rule. */
  readonly books: readonly string[]
  /** Where core reads it. */
  readonly code: readonly Place[]
}

/** What is read: sources and tests, the list of all laws, and the page of the rules. */
export interface Traceable {
  readonly files: readonly TextFile[]
  readonly lawsPage: string
  readonly rulesPage: string
}

/** All clauses and laws with what connects them. */
export const traceOf = ({
  files,
  lawsPage,
  rulesPage,
}: Traceable): { readonly clauses: readonly TracedClause[]; readonly laws: readonly TracedLaw[] } => {
  const table = { ...clauses, ...wireClauses }
  const laws = lawsIn(lawsPage)
  const rules = rulesByClause(placesOf(files.filter(isCore), readings))
  const known: ReadonlySet<string> = new Set(Object.keys(table))
  const ids = (line: string): readonly string[] =>
    [...wordsIn(line), ...rangesIn(line)].filter((word) => known.has(word))
  const reasons = reasonsIn(rulesPage)
  const named = placesOf(files.filter(isSource), ids)
  const rows = placesOf(files.filter(isTable), ids)
  return {
    laws,
    clauses: Object.entries(table).map(([id, { sentence, source }]) => ({
      id,
      sentence,
      source,
      rules: rules.get(id) ?? [],
      named: named.get(id) ?? [],
      rows: rows.get(id) ?? [],
      laws: laws.filter(({ cites }) => cites.includes(id)),
      leftOut: reasons.get(id) ?? null,
    })),
  }
}

/** By clause, the rules that give it as their reason. */
const rulesByClause = (
  code: ReadonlyMap<string, readonly Place[]>,
): ReadonlyMap<string, readonly TracedRule[]> => {
  const found = new Map<string, Map<string, readonly string[]>>()
  const add = (ids: readonly string[], key: string, book: string | null): void => {
    for (const id of ids) {
      const keys = found.get(id) ?? new Map<string, readonly string[]>()
      found.set(id, keys.set(key, [...(keys.get(key) ?? []), ...(book === null ? [] : [book])]))
    }
  }
  for (const [key, { because }] of Object.entries<Reasoned>(lastingRules)) add(because, key, null)
  for (const { id, rules } of rulebooks)
    for (const [key, rule] of Object.entries<Reasoned | null>({ ...rules })) add(rule?.because ?? [], key, id)
  const traced = ([key, books]: readonly [string, readonly string[]]): TracedRule => ({
    key,
    books,
    code: code.get(key) ?? [],
  })
  return new Map([...found].map(([id, keys]) => [id, [...keys].map(traced)]))
}

interface Reasoned {
  readonly because: readonly string[]
}

/** The rules that a line of core reads. */
const readings = (line: string): readonly string[] =>
  [...line.matchAll(/\b(?:rules|lastingRules)\??\.(\w+)/g)].map(([, key = '']) => key)

const wordsIn = (line: string): readonly string[] => line.match(/[A-Za-z]\w*(?:-\w+)*/g) ?? []

/** The ids in ranges such as SHAPE-2 to SHAPE-5. */
const rangesIn = (line: string): readonly string[] =>
  [...line.matchAll(/\b([A-Z]\w*-[A-Z]?)(\d+) to \1(\d+)\b/g)].flatMap(([, family = '', first, last]) =>
    Array.from(
      { length: Number(last) - Number(first) + 1 },
      (_, index) => `${family}${Number(first) + index}`,
    ),
  )

/** By id, the last cell of its row among what is not modelled. */
const reasonsIn = (page: string): ReadonlyMap<string, string> => {
  const chapter = (page.split('\n## What is not modelled\n')[1] ?? '').split('\n## ')[0] ?? ''
  const rows = [
    ...chapter.matchAll(/^\| (`[^|]*`) +\|.*\| +([^|]+?) +\|$|^\| (`[^|]*`) +\| +([^|]+?) +\|$/gm),
  ]
  return new Map(
    rows.flatMap(([, ids, why = '', otherIds = '', otherWhy = '']) =>
      [...(ids ?? otherIds).matchAll(/`([^`]+)`/g)].map(
        ([, id = '']) => [id, ids === undefined ? otherWhy : why] as const,
      ),
    ),
  )
}

const isCore = ({ path }: TextFile): boolean => /^packages\/core\/src\/.*\.ts$/.test(path)

/** What executes clauses: not their own tables, and not what only builds, measures and checks. */
const isSource = ({ path }: TextFile): boolean =>
  /^packages\/(?!bench\/|repo\/|site\/|end-to-end\/|mutation\/)[\w-]+\/src\/.*\.ts$/.test(path) &&
  !/^packages\/core\/src\/rulebook\/(?:clauses\/|wire-clauses)|^packages\/laws\/src\/laws\//.test(path)

const isTable = ({ path }: TextFile): boolean =>
  /^packages\/[\w-]+\/test\/(?:tables\/[\w-]+|[\w./-]+\.table\.test)\.ts$/.test(path)
