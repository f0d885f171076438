import { isRulebookId, rulebooks, rulebooksWith, type OwnAmendment, type Rulebook } from '@guichet/core'
import { clauseOf } from '@guichet/core/clauses'
import { exit, write, type Io } from '../io.ts'
import { rulebookChoice } from '../rulebook-choice.ts'

/** What `guichet rulebooks` was asked for: an id, a file, or all of Meta's. */
export interface RulebooksRequest {
  readonly of: string | null
  readonly format: 'text' | 'json'
}

/** `guichet rulebooks`: which there are, and what one says. */
export const rulebooksCommand = async ({ of, format }: RulebooksRequest, io: Io): Promise<number> => {
  const { shown, amendments } = shownBy(of)
  const one = of !== null && shown.length === 1 ? shown[0] : undefined
  await write(
    io.stdout,
    format === 'json'
      ? `${JSON.stringify(one === undefined ? { rulebooks: shown.map((book) => (of === null ? inShort(book) : toJson(book, amendments))) } : toJson(one, amendments), null, 2)}\n`
      : of === null
        ? shown.map(({ id, summary }) => `${id}  ${summary}\n`).join('')
        : shown.map((book) => toText(book, amendments)).join('\n'),
  )
  return exit.fine
}

interface Shown {
  readonly shown: readonly Rulebook[]
  readonly amendments: readonly OwnAmendment[]
}

const shownBy = (of: string | null): Shown => {
  if (of === null) return { shown: rulebooks, amendments: [] }
  const { rulebook, amendments } = rulebookChoice(of)
  const own = new Set(isRulebookId(of) ? [rulebook] : amendments.map(({ effective }) => effective))
  return { shown: rulebooksWith(amendments).filter(({ id }) => own.has(id)), amendments }
}

const inShort = ({ id, summary }: Rulebook): object => ({ id, summary })

/** Rules as an amendment writes them; clauses with what they say. */
const toJson = ({ id, summary, clauses, rules }: Rulebook, amendments: readonly OwnAmendment[]): object => ({
  id,
  summary,
  clauses: clauses.map((clause) => {
    const { sentence, source } = clauseOf(clause, amendments)
    return { id: clause, says: sentence, source }
  }),
  rules,
})

const toText = ({ id, summary, clauses, rules }: Rulebook, amendments: readonly OwnAmendment[]): string => {
  const width = Math.max(...Object.keys(rules).map(({ length }) => length))
  return [
    `${id}  ${summary}`,
    '',
    'rules',
    ...Object.entries(rules).map(
      ([name, rule]) => `  ${name.padEnd(width)}  ${rule === null ? 'nothing' : ruleInWords(rule)}`,
    ),
    '',
    'clauses of what is new',
    ...clauses.map((clause) => `  ${clause.padEnd(8)} ${clauseOf(clause, amendments).sentence}`),
    '',
  ].join('\n')
}

const ruleInWords = ({ because, ...fields }: { readonly because: readonly string[] }): string => {
  const values = Object.entries(fields).map(([field, value]) => `${field} ${valueInWords(value)}`)
  return `${values.join(', ')}  [${because.join(', ')}]`
}

const valueInWords = (value: unknown): string =>
  Array.isArray(value) ? value.join(' and ') || 'none' : String(value)
