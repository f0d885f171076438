import type { Refusals } from '../audit/refusals.ts'
import { escapeHtml as text } from './escape.ts'
import { codeInWords } from './refusals-text.ts'
import { refusalsChart } from './refusals-chart.ts'
import { count, thousands } from './summary-words.ts'

const mostCodes = 20

/** What WhatsApp refused as a section of the page: a chart by code, and the table behind it; empty where it refused nothing. */
export const refusalsToHtml = ({ byMeta, foreseen, byCode }: Refusals): string => {
  if (byMeta === 0) return ''
  const shown = byCode.slice(0, mostCodes)
  const rows = shown.map((code) => {
    const [name = '', meaning = '', all = '', known = '', by = ''] = codeInWords(code)
    return `<tr><td>${text(name)}</td><td class="sentence">${text(meaning)}</td><td>${text(by)}</td><td class="number" data-name="Messages">${all}</td><td class="number" data-name="Foreseen">${known}</td></tr>`
  })
  const more = byCode.length - mostCodes
  return `<section><h2>Refused by WhatsApp</h2>
<p class="source">Of ${count(byMeta, 'message')} that WhatsApp refused, the rules would have refused ${foreseen === byMeta ? 'all' : foreseen === 0 ? 'none' : thousands(foreseen)} just before, by what was known then.</p>
${refusalsChart(shown)}
<table class="figures"><thead><tr><th scope="col">Code</th><th scope="col">Meaning</th><th scope="col">Foreseen by</th><th scope="col" class="number">Messages</th><th scope="col" class="number">Foreseen</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>${more > 0 ? `<p>… and ${count(more, 'more code')}.</p>` : ''}</section>`
}
