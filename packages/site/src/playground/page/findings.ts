import type { ThreadKey } from '@guichet/core'
import { clauseOf, isClauseId } from '@guichet/core/clauses'
import { clockInWords } from '@guichet/core/time'
import { button, element, idInWords, plainly } from '@guichet/board/dom'
import { findingTitles, type Finding } from '@guichet/cli/audit'
import type { Report } from '../log/report.ts'
import { amendmentsIn } from '../rules.ts'
import { left } from './table.ts'

/** What went against the rules, and where Meta differs from them. */
export const findingsSection = (
  { findings, timeZone }: Report,
  amendments: string,
  onThread: (thread: ThreadKey) => void,
): HTMLElement | null =>
  findings.all === 0
    ? null
    : element(
        'section',
        { class: 'card', id: 'findings' },
        element('h2', {}, 'Findings'),
        element(
          'ol',
          { class: 'findings' },
          ...findings.first.map((finding) => findingItem(finding, timeZone, amendments, onThread)),
        ),
        left(findings.all, findings.first.length),
      )

const findingItem = (
  finding: Finding,
  timeZone: string,
  amendments: string,
  onThread: (thread: ThreadKey) => void,
): HTMLElement => {
  const { phoneNumberId, customer, at, code, explanation, because } = finding
  const show = button(idInWords(customer), 'link', () => onThread({ phoneNumberId, customer }))
  show.setAttribute('aria-label', `Show the thread of ${idInWords(customer)}`)
  return element(
    'li',
    {},
    element('h3', {}, sentence(findingTitles[code])),
    element('p', { class: 'quiet' }, `${clockInWords(at, timeZone)} · `, show),
    element('p', {}, plainly(explanation)),
    clauseList(because, amendments),
  )
}

/** Clauses, folded, each with its sentence. */
export const clauseList = (ids: Finding['because'], amendments: string): HTMLElement | null => {
  if (ids.length === 0) return null
  const own = amendmentsIn(amendments)
  return element(
    'details',
    { class: 'because' },
    element('summary', {}, `Because of ${ids.join(', ')}`),
    element(
      'dl',
      {},
      ...ids.flatMap((id) => [
        element('dt', {}, clauseLink(id)),
        element('dd', {}, plainly(clauseOf(id, own.ok ? own.value : []).sentence)),
      ]),
    ),
  )
}

/** A clause's place among the rules; one of their own has none. */
const clauseLink = (id: string): Node | string =>
  isClauseId(id) ? element('a', { href: `../core/rules/#${id.toLowerCase()}` }, id) : plainly(id)

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
