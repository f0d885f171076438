import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { rulebooks, type LocalDate } from '@guichet/core'
import { clauses, isClauseId } from '@guichet/core/clauses'
import { after, before } from './edits.ts'
import { midnightsText, rowsText } from './rows.ts'
import { toBeWritten } from './placeholder.ts'

/** What came of it: the files that were written and changed; or what is wrong with the date. */
export type Scaffold =
  | {
      readonly written: readonly string[]
      readonly changed: readonly string[]
      readonly clause: string
      /** Clauses of the rulebook before it that name an amount or an end, and may no longer be true. */
      readonly doubtful: readonly string[]
    }
  | { readonly problem: string }

/**
 * Writes the skeletons of a rulebook into a repository: its amendment, a table of clauses, rows, and all lists that
 * name rulebooks. It changes no rule yet, so only what looks for its clause and its texts is red.
 */
export const scaffoldRulebook = (date: string, root: string): Scaffold => {
  const newest = rulebooks.at(-1)?.id ?? ''
  if (!isDate(date)) return { problem: `${date} is not a date like 2027-04-01` }
  if (date <= newest) return { problem: `${date} is not after ${newest}, the newest rulebook` }
  const clause = firstClause(date)
  const core = 'packages/core'
  const amendment = `${core}/src/rulebook/amendments/${date}.ts`
  const table = `${core}/src/rulebook/clauses/from-${date}.ts`
  const skeletons: Readonly<Record<string, string>> = {
    [amendment]: amendmentText(date, clause),
    [table]: clausesText(date, clause),
    [`${core}/test/tables/from-${date}.ts`]: decisionTablesText(date, decisionTablesOf(newest, root)),
  }
  const edits: Readonly<Record<string, (text: string) => string>> = {
    [`${core}/src/rulebook/rulebooks.ts`]: (text) =>
      before(
        after(
          text,
          /^import .* from '\.\/amendments\/.*'\n/gm,
          `import { ${nameOf(date)} } from './amendments/${date}.ts'\n`,
        ),
        /(?<=const amendments: readonly Amendment\[\] = \[[^\]]*)\]/,
        `  ${nameOf(date)},\n`,
      ),
    [`${core}/src/rulebook/clauses/index.ts`]: (text) =>
      after(text, /^export .*\n/gm, `export { clauses as ${tableOf(date)} } from './from-${date}.ts'\n`),
    [`${core}/src/rulebook/clauses.ts`]: (text) =>
      after(text, /^ {2}\.\.\.tables\.\w+,\n/gm, `  ...tables.${tableOf(date)},\n`),
    [`${core}/test/tables/index.ts`]: (text) =>
      before(
        after(
          text,
          /^import \* as (?:messages|from)\w+ from .*\n/gm,
          `import * as ${tableOf(date)} from './from-${date}.ts'\n`,
        ),
        /(?<=\[conversations2022[^\]]*)\]/,
        `, ${tableOf(date)}`,
      ),
    [`${core}/test/tables/switches.ts`]: (text) => before(text, /^ {2}\],\n/m, rowsText(date, clause)),
    [`${core}/test/rulebooks.table.test.ts`]: (text) =>
      before(text, /(?<=test\.each\(\[\n)/, midnightsText(date, newest)),
    'packages/repo/src/facts/ids.ts': (text) => withFamily(text, clause.replace(/\d+$/, '')),
  }
  const texts = new Map(
    Object.entries(edits).map(([path, change]) => [path, change(readFileSync(join(root, path), 'utf8'))]),
  )
  for (const [path, text] of [...Object.entries(skeletons), ...texts]) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return { written: Object.keys(skeletons), changed: Object.keys(edits), clause, doubtful: doubtful() }
}

const isDate = (text: string): text is LocalDate => {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** `APR27-1`; for a second rulebook of that month `APR15-27-1`. */
const firstClause = (date: LocalDate): string => {
  const [year = '', month = '', day = ''] = date.split('-')
  const name = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')[Number(month) - 1] ?? ''
  const usual = `${name}${year.slice(2)}-1`
  return isClauseId(usual) ? `${name}${day}-${year.slice(2)}-1` : usual
}

/** The families of facts with one more of a single fact, in the order of the alphabet. */
const withFamily = (text: string, family: string): string => {
  const lines = [...text.matchAll(/^ {2}\['(?<name>[A-Z][\w-]*-[A-Z]?)', \d+\],\n/gm)]
  const next = lines.find(({ groups }) => (groups?.['name'] ?? '') > family)
  const place = next?.index ?? (lines.at(-1)?.index ?? 0) + (lines.at(-1)?.[0].length ?? 0)
  return `${text.slice(0, place)}  ['${family}', 1],\n${text.slice(place)}`
}

const doubtful = (): readonly string[] => {
  const rules = Object.values<{ readonly because: readonly string[] } | null>({ ...rulebooks.at(-1)?.rules })
  const cited = [...new Set(rules.flatMap((rule) => rule?.because ?? []))]
  return cited.filter(
    (id) => isClauseId(id) && /\b\d,\d{3}\b|\b(?:to|until)\b[^.]*\b20\d\d\b/.test(clauses[id].sentence),
  )
}

const plain = (date: LocalDate): string => date.replaceAll('-', '')
const nameOf = (date: LocalDate): string => `amendment${plain(date)}`
const tableOf = (date: LocalDate): string => `from${plain(date)}`

const amendmentText = (date: LocalDate, clause: string): string =>
  `import type { Amendment } from '../rulebook.ts'

export const ${nameOf(date)}: Amendment = {
  effective: '${date}',
  summary: '${toBeWritten}: what is new, in a sentence.',
  clauses: ['${clause}'],
  changes: {},
}
`

const clausesText = (date: LocalDate, clause: string): string =>
  `import { meta } from './clause.ts'

/** What is new since ${date}. */
export const clauses = {
  '${clause}': {
    sentence: '${toBeWritten}: the rule, in a sentence of our own.',
    source: \`\${meta}/pricing\`,
    decidesCharge: true,
  },
}
`

/** The file with the decision tables of a rulebook. */
const decisionTablesOf = (rulebook: string, root: string): string => {
  const folder = join(root, 'packages/core/test/tables')
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  const found = texts.find((text) => new RegExp(`const books = \\[[^\\]]*'${rulebook}'`).test(text))
  if (found === undefined) throw new Error(`no decision table in ${folder} is that of ${rulebook}`)
  return found
}

/** The same tables for the next one, to be changed where a cell changes. */
const decisionTablesText = (date: LocalDate, text: string): string => {
  const tables = [
    ...text.matchAll(/\/\/ prettier-ignore\nconst (?<name>\w+): DecisionTable = \{[\s\S]*?\n\}\n/g),
  ]
  const names = tables.map(({ groups }) => groups?.['name'] ?? '')
  return [
    "import type { DecisionTable, Stories } from './table.ts'\n",
    `/** Since ${date}. */\nconst books = ['${date}'] as const\n`,
    ...tables.map(([table]) => table),
    `export const decisionTables: readonly DecisionTable[] = [${names.join(', ')}]`,
    'export const storyTables: readonly Stories[] = []\n',
  ].join('\n')
}
