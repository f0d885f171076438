import type { ThreadKey } from '@guichet/core'
import { element, plainly } from '@guichet/board/dom'
import type { Report } from '../log/report.ts'
import { chargesSection, comparedSection } from './charges.ts'
import { findingsSection } from './findings.ts'
import { left, table } from './table.ts'
import { threadsSection, type Threads } from './threads.ts'

/** A report on the page. */
export interface Results {
  readonly nodes: readonly HTMLElement[]
  readonly threads: Threads
}

export const results = (
  report: Report,
  amendments: string,
  askForPicture: (thread: ThreadKey) => void,
): Results => {
  const threads = threadsSection(report, askForPicture)
  const nodes = [
    verdict(report),
    summary(report),
    unread(report),
    chargesSection(report.charges),
    comparedSection(report.compared),
    findingsSection(report, amendments, threads.open),
    report.threads.all === 0 ? null : threads.node,
  ]
  return { threads, nodes: nodes.filter((node) => node !== null) }
}

const verdict = ({ findings, payloads, lines, failures }: Report): HTMLElement =>
  element(
    'div',
    { class: 'verdict', 'data-good': String(findings.all === 0 && payloads > 0) },
    element('h2', { tabindex: '-1', id: 'verdict' }, verdictInWords(findings.all, payloads, lines)),
    ...failures.map(({ name, reason }) =>
      element('p', { class: 'problem' }, `${plainly(name)}: ${plainly(reason)}.`),
    ),
  )

const verdictInWords = (findings: number, payloads: number, lines: number): string => {
  if (lines === 0) return 'The log is empty.'
  if (payloads === 0) return 'No line could be read. Is this a log of webhook bodies?'
  if (findings === 0) return 'No findings: WhatsApp and the rules agree.'
  return findings === 1 ? '1 finding' : `${findings.toLocaleString('en-GB')} findings`
}

const summary = (report: Report): HTMLElement =>
  element(
    'section',
    { class: 'card', id: 'summary' },
    element('h2', {}, 'Summary'),
    element(
      'dl',
      { class: 'summary' },
      ...report.summary.map(([name, words]) =>
        element('div', {}, element('dt', {}, name), element('dd', {}, plainly(words))),
      ),
    ),
  )

const unread = ({ unread: parts }: Report): HTMLElement | null =>
  parts.all === 0
    ? null
    : element(
        'section',
        { class: 'card', id: 'unread' },
        element(
          'h2',
          {},
          parts.all === 1
            ? '1 part was not read'
            : `${parts.all.toLocaleString('en-GB')} parts were not read`,
        ),
        table(
          'What was not read',
          [['Line'], ['Where'], ['Why']],
          parts.first.map(({ file, line, path, reason }) => [
            `${plainly(file)}, line ${line}`,
            element('code', {}, plainly(path)),
            plainly(reason),
          ]),
        ),
        left(parts.all, parts.first.length),
      )
