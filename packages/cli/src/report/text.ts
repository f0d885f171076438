import type { Citation, OwnAmendment, Settings } from '@guichet/core'
import { clauseOf } from '@guichet/core/clauses'
import type { AuditResult, UnreadPart } from '../audit/audit.ts'
import { findingTitles, type Finding, type FindingCode } from '../audit/finding.ts'
import { chargesToText, comparedToText } from './charges-text.ts'
import { printable } from './printable.ts'
import { refusalsToText } from './refusals-text.ts'
import { summaryRows } from './summary.ts'
import { count, thousands } from './summary-words.ts'

const mostFindings = 50
const mostUnread = 10

/** The audit as text for a terminal. */
export const auditToText = (
  result: AuditResult,
  { timeZone, amendments }: Pick<Settings, 'timeZone' | 'amendments'>,
): string => {
  const rows = summaryRows(result, timeZone).map(([name, words]) => `${name.padEnd(14)} ${words}`)
  return [
    ...rows,
    ...lateHint(result),
    ...findingsToText(result.findings),
    ...refusalsToText(result.refusals),
    ...chargesToText(result),
    ...comparedToText(result.compared),
    ...clausesToText(result.findings, amendments),
    ...unreadToText(result),
    '',
  ].join('\n')
}

const lateHint = ({ tally }: AuditResult): readonly string[] =>
  tally.late === 0
    ? []
    : [
        '',
        `${count(tally.late, 'event')} came too long after a newer event of the same thread and ` +
          'changed nothing.',
        'If the files are not in the order of time, give them in that order, or allow later events ' +
          'with --horizon-hours.',
      ]

const findingsToText = (findings: readonly Finding[]): readonly string[] => {
  const codes = [...new Set(findings.map(({ code }) => code))]
  return codes.flatMap((code) =>
    groupToText(
      code,
      findings.filter((finding) => finding.code === code),
    ),
  )
}

interface Unread {
  readonly tally: { readonly unread: number }
  readonly unread: readonly UnreadPart[]
}

const groupToText = (code: FindingCode, group: readonly Finding[]): readonly string[] => [
  '',
  `${code}: ${findingTitles[code]} (${thousands(group.length)})`,
  ...group
    .slice(0, mostFindings)
    .flatMap(({ phoneNumberId, customer, message, explanation, because }) => [
      `  ${printable(phoneNumberId)}/${printable(customer)}  ${printable(message)}`,
      `    ${printable(explanation)} [${because.join(', ')}]`,
    ]),
  ...(group.length > mostFindings ? [`  … and ${count(group.length - mostFindings, 'more', 'more')}`] : []),
]

const clausesToText = (
  findings: readonly Finding[],
  amendments: readonly OwnAmendment[],
): readonly string[] => {
  const cited = [...new Set(findings.flatMap(({ because }) => because))].sort()
  return cited.length === 0 ? [] : ['', 'clauses', ...cited.map((id) => clauseToText(id, amendments))]
}

const clauseToText = (id: Citation, amendments: readonly OwnAmendment[]): string =>
  `  ${printable(id.padEnd(8))} ${printable(clauseOf(id, amendments).sentence)}`

/** The unread parts by reason, each with its first position. */
export const unreadToText = ({ unread, tally }: Unread): readonly string[] => {
  if (tally.unread === 0) return []
  const reasons = groupBy(unread, ({ reason }) => reason)
  const groups = [...reasons].sort(([, a], [, b]) => b.length - a.length)
  return [
    '',
    'not read',
    ...groups.slice(0, mostUnread).map(([reason, parts]) => reasonToText(reason, parts)),
    ...(groups.length > mostUnread
      ? [`  … and ${count(groups.length - mostUnread, 'other reason')}; --format json lists all`]
      : []),
  ]
}

const reasonToText = (reason: string, [first, ...rest]: readonly UnreadPart[]): string => {
  const where = first === undefined ? '' : `${first.file}:${first.line} ${printable(first.path)}`
  const more = rest.length === 0 ? '' : ` and ${thousands(rest.length)} more`
  return `  ${printable(reason)} (${where}${more})`
}

const groupBy = <A>(
  values: readonly A[],
  nameOf: (value: A) => string,
): ReadonlyMap<string, readonly A[]> => {
  const groups = new Map<string, A[]>()
  for (const value of values) {
    const group = groups.get(nameOf(value))
    if (group === undefined) groups.set(nameOf(value), [value])
    else group.push(value)
  }
  return groups
}
