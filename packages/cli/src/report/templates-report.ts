import { instantInWords, sameLanguage, toIso, type Instant, type OwnedTemplate } from '@guichet/core'
import { aligned } from './columns.ts'
import { printable } from './printable.ts'
import { count } from './summary-words.ts'

/** What there is to show of an account's templates. */
export interface TemplatesReport {
  readonly account: string
  /** When WhatsApp was asked; `null` where it was not. */
  readonly readAt: Instant | null
  /** Was the list kept? One that says nothing new is not. */
  readonly isRecorded: boolean
  /** When the newest list that is kept was asked for; `null` where there is none. */
  readonly listedAt: Instant | null
  /** What was known before; `null`: nothing. */
  readonly before: readonly OwnedTemplate[] | null
  readonly templates: readonly OwnedTemplate[]
}

/** A template that differs from what was known of it; one of the two is `null` for one that is new or gone. */
interface Difference {
  readonly was: OwnedTemplate | null
  readonly is: OwnedTemplate | null
}

const keyOf = ({ name, language }: OwnedTemplate): string => JSON.stringify([name, sameLanguage(language)])

const differences = ({ before, templates }: TemplatesReport): readonly Difference[] => {
  if (before === null) return []
  const [then, now] = [before, templates].map((list) => new Map(list.map((one) => [keyOf(one), one])))
  return [...new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])])]
    .map((key) => ({ was: then?.get(key) ?? null, is: now?.get(key) ?? null }))
    .filter(({ was, is }) => was?.status !== is?.status || was?.category !== is?.category)
}

/** For people: the state of the list, its templates, and what changed. */
export const templatesToText = (report: TemplatesReport): string => {
  const { account, templates } = report
  const changed = new Map(
    differences(report).map((one) => [keyOf((one.is ?? one.was) as OwnedTemplate), one]),
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
    ? ' that webhooks told of; no list was read yet, so there may be others'
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

/** For programs. */
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
