import { toIso, type Instant } from '@guichet/core'
import { sameLanguage, type OwnedTemplate } from '@guichet/core/store'
import { instantInWords } from '@guichet/core/time'
import { aligned } from './columns.ts'
import { printable } from './printable.ts'
import { count } from './summary-words.ts'

/** The report on an account's templates. */
export interface TemplatesReport {
  readonly account: string
  /** When WhatsApp was asked; `null` if it was not. */
  readonly readAt: Instant | null
  /** Was the list stored? A list without changes is not. */
  readonly isRecorded: boolean
  /** When the newest stored list was requested; `null` if there is none. */
  readonly listedAt: Instant | null
  /** The templates known before; `null`: none. */
  readonly before: readonly OwnedTemplate[] | null
  readonly templates: readonly OwnedTemplate[]
}

/** A changed template; `was` is `null` for a new one, `is` for a removed one. */
interface Difference {
  readonly was: OwnedTemplate | null
  readonly is: OwnedTemplate | null
}

const keyOf = ({ name, language }: OwnedTemplate): string => JSON.stringify([name, sameLanguage(language)])

const differences = ({ before, templates }: TemplatesReport): readonly Difference[] => {
  if (before === null) return []
  const [then, now] = [before, templates].map(
    (list) => new Map(list.map((template) => [keyOf(template), template])),
  )
  return [...new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])])]
    .map((key) => ({ was: then?.get(key) ?? null, is: now?.get(key) ?? null }))
    .filter(({ was, is }) => was?.status !== is?.status || was?.category !== is?.category)
}

/** The report as text: the state of the list, its templates, and the changes. */
export const templatesToText = (report: TemplatesReport): string => {
  const { account, templates } = report
  const changed = new Map(
    differences(report).map((change) => [keyOf((change.is ?? change.was) as OwnedTemplate), change]),
  )
  const rows = templates.map((template) => [
    template.name,
    template.language,
    template.status ?? 'unknown',
    template.category ?? 'unknown',
    changeInWords(changed.get(keyOf(template))),
  ])
  const gone = [...changed.values()].flatMap(({ was, is }) => (is === null && was !== null ? [was] : []))
  return [
    `account ${printable(account)}: ${count(templates.length, 'template')}${standInWords(report)}`,
    ...aligned(rows),
    ...gone.map(({ name, language }) => `  gone: ${printable(name)} (${printable(language)})`),
    '',
  ].join('\n')
}

const standInWords = ({ readAt, isRecorded, listedAt }: TemplatesReport): string => {
  if (readAt !== null)
    return `, read at ${instantInWords(readAt, 'UTC')}${isRecorded ? '' : '; nothing changed'}`
  return listedAt === null
    ? ' known from webhooks; no list was read yet, so there may be more'
    : `; the list was read at ${instantInWords(listedAt, 'UTC')}`
}

const changeInWords = (difference: Difference | undefined): string => {
  if (difference?.is === undefined || difference.is === null) return ''
  const { was, is } = difference
  if (was === null) return 'new'
  return [
    ...(was.status === is.status ? [] : [was.status ?? 'of unknown status']),
    ...(was.category === is.category ? [] : [was.category ?? 'of unknown category']),
  ]
    .map((word, index) => (index === 0 ? `was ${word}` : word))
    .join(', ')
}

/** The report as JSON. */
export const templatesToJson = (report: TemplatesReport): string =>
  `${JSON.stringify(
    {
      account: report.account,
      readAt: isoOf(report.readAt),
      recorded: report.isRecorded,
      listedAt: isoOf(report.listedAt),
      complete: report.listedAt !== null,
      templates: report.templates.map(templateToJson),
      changes: differences(report).map(({ was, is }) => ({
        was: was === null ? null : templateToJson(was),
        is: is === null ? null : templateToJson(is),
      })),
    },
    null,
    2,
  )}\n`

const isoOf = (at: Instant | null): string | null => (at === null ? null : toIso(at))

const templateToJson = ({ name, language, status, category, since }: OwnedTemplate): object => ({
  name,
  language,
  status,
  category,
  since: isoOf(since),
})
