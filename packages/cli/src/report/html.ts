import type { Citation, OwnAmendment } from '@guichet/core'
import { clauseOf } from '@guichet/core/clauses'
import { clockInWords } from '@guichet/core/time'
import type { AuditResult } from '../audit/audit.ts'
import { findingTitles, type Finding } from '../audit/finding.ts'
import { chargesToHtml, comparedToHtml } from './charges-html.ts'
import { escapeHtml as text } from './escape.ts'
import { pageStyle } from './page-style.ts'
import { refusalsToHtml } from './refusals-html.ts'
import { summaryRows } from './summary.ts'
import { count, thousands } from './summary-words.ts'

/** A thread that is shown, with its picture as SVG text. */
export interface PicturedThread {
  readonly phoneNumberId: string
  readonly customer: string
  readonly picture: string
}

export interface Page {
  readonly title: string
  readonly timeZone: string
  /** Amendments that were handed in, whose clauses are shown, too. */
  readonly amendments: readonly OwnAmendment[]
  readonly pictures: readonly PicturedThread[]
  /** How many threads with findings have no picture, because there are too many. */
  readonly unpictured: number
}

const mostUnread = 200
const mostFindings = 1000

/** The audit as one self-contained page: no script, no external address, no external font. */
export const auditToHtml = (result: AuditResult, page: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(page.title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${text(page.title)}</h1>
${verdict(result)}
${summary(result, page)}
${findings(result.findings, page)}
${refusalsToHtml(result.refusals)}
${chargesToHtml(result)}
${comparedToHtml(result.compared)}
${pictures(page)}
${citedClauses(result.findings, page.amendments)}
${unread(result)}
</main>
</body>
</html>
`

const verdict = ({ findings: found }: AuditResult): string => {
  if (found.length === 0) return '<p class="verdict good">No findings.</p>'
  const codes = [...new Set(found.map(({ code }) => code))]
  const parts = codes.map((code) => {
    const n = found.filter((finding) => finding.code === code).length
    return `<li><b>${thousands(n)}</b> ${text(findingTitles[code])}</li>`
  })
  return `<div class="verdict bad"><p>${count(found.length, 'finding')}</p><ul>${parts.join('')}</ul></div>`
}

const summary = (result: AuditResult, { timeZone }: Page): string => {
  const rows = summaryRows(result, timeZone).map(
    ([name, words]) => `<div><dt>${text(name)}</dt><dd>${text(words)}</dd></div>`,
  )
  return `<section><h2>Summary</h2><dl>${rows.join('')}</dl></section>`
}

const findings = (found: readonly Finding[], page: Page): string => {
  if (found.length === 0) return ''
  const rows = found.slice(0, mostFindings).map((finding) => findingRow(finding, page))
  const more =
    found.length > mostFindings ? `<p>… and ${count(found.length - mostFindings, 'more', 'more')}.</p>` : ''
  return `<section><h2>Findings</h2><table>
<thead><tr><th scope="col">When (${text(page.timeZone)})</th><th scope="col">Thread</th><th scope="col">What was found</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>${more}</section>`
}

const findingRow = (finding: Finding, { timeZone, amendments, pictures: shown }: Page): string => {
  const { phoneNumberId, customer, message, at, because, code, explanation } = finding
  const index = shown.findIndex((t) => t.phoneNumberId === phoneNumberId && t.customer === customer)
  const name = `${text(phoneNumberId)}<br>${text(customer)}`
  const thread = index === -1 ? name : `<a href="#thread-${index}">${name}</a>`
  return `<tr><td>${text(clockInWords(at, timeZone))}</td><td>${thread}</td>
<td><b>${text(code)}</b> ${text(explanation)} ${clauseLinks(because, amendments)}<br><code>${text(message)}</code></td></tr>`
}

const clauseLinks = (ids: readonly Citation[], amendments: readonly OwnAmendment[]): string =>
  ids
    .map(
      (id) =>
        `<a class="clause" href="#clause-${text(id)}" title="${text(clauseOf(id, amendments).sentence)}">${text(id)}</a>`,
    )
    .join(' ')

const pictures = ({ pictures: shown, unpictured }: Page): string => {
  if (shown.length === 0) return ''
  const figures = shown.map(
    ({ phoneNumberId, customer, picture }, index) =>
      `<figure id="thread-${index}" aria-label="${text(customer)} at ${text(phoneNumberId)}"><div class="picture">${picture}</div></figure>`,
  )
  const more =
    unpictured === 0 ? '' : `<p>${count(unpictured, 'more thread')} with findings have no picture.</p>`
  return `<section><h2>Threads</h2>${figures.join('\n')}${more}</section>`
}

const citedClauses = (found: readonly Finding[], amendments: readonly OwnAmendment[]): string => {
  const cited = [...new Set(found.flatMap(({ because }) => because))].sort()
  if (cited.length === 0) return ''
  const rows = cited.map((id) => {
    const { sentence, source } = clauseOf(id, amendments)
    return `<div id="clause-${text(id)}"><dt>${text(id)}</dt><dd>${text(sentence)} <span class="source">${text(source)}</span></dd></div>`
  })
  return `<section><h2>Clauses</h2><dl>${rows.join('')}</dl></section>`
}

const unread = ({ unread: parts, tally }: AuditResult): string => {
  if (tally.unread === 0) return ''
  const rows = parts
    .slice(0, mostUnread)
    .map(
      ({ file, line, path, reason }) =>
        `<tr><td>${text(file)}:${line}</td><td><code>${text(path)}</code></td><td>${text(reason)}</td></tr>`,
    )
  const more =
    tally.unread > mostUnread ? `<p>… and ${count(tally.unread - mostUnread, 'more', 'more')}.</p>` : ''
  return `<section><h2>Not read</h2><details><summary>${count(tally.unread, 'part')} of the input, each with its reason</summary>
<table><thead><tr><th scope="col">Line</th><th scope="col">Where</th><th scope="col">Why</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>${more}</details></section>`
}
