import { engine, isLeft, isThreadEvent, settings, type ThreadEvent } from '@guichet/core'
import { clauses, isClauseId } from '@guichet/core/clauses'
import { drawTimeline } from '@guichet/timeline'
import { storyInWords, type LawResult, type LawsResult, type ShortStories, type Story } from '@guichet/laws'
import { escapeHtml as text } from './escape.ts'
import {
  comparedWords,
  exercised,
  inSeconds,
  isFine,
  judged,
  outcome,
  partedLines,
  replayCommand,
  verdictWords,
  type LawsReport,
} from './laws-text.ts'
import { pageStyle } from './page-style.ts'
import { thousands } from './summary-words.ts'

type Page = Omit<LawsReport, 'withExchange'>

/** The report as one self-contained page: no script, no external address, no external font. */
export const lawsToHtml = (result: LawsResult, page: Page): string => {
  const { results, compared, traces, seed, milliseconds } = result
  const title = `Laws of ${judged(page)}`
  const isGood = [...results, ...compared].every(isFine)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(title)}</title>
<style>${pageStyle}pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 14px; margin: 0 0 16px }</style>
</head>
<body>
<main>
<h1>${text(title)}</h1>
<div class="verdict${isGood ? ' good' : ' bad'}"><p>${text(outcome(result))}</p></div>
${results.map((lawResult) => trouble(lawResult, page)).join('\n')}
${compared.map(parted).join('\n')}
<section><h2>Laws</h2><table class="figures">
<thead><tr><th scope="col">Law</th><th scope="col" class="number">Histories</th><th scope="col" class="number">Exercised</th><th scope="col">Verdict</th><th scope="col" class="number">Time</th></tr></thead>
<tbody>${[...results.map(row), ...compared.map(comparedRow)].join('\n')}</tbody></table>
<p>${thousands(traces)} histories in ${inSeconds(milliseconds)}, seed ${seed}.</p></section>
</main>
</body>
</html>
`
}

const row = (
  lawResult: LawResult,
): string => `<tr><td class="sentence">${text(lawResult.law.sentence)}<br><code>${text(lawResult.law.id)}</code>${situations(lawResult)}</td>
<td class="number" data-name="Histories">${thousands(lawResult.runs)}</td><td class="number" data-name="Exercised">${exercised(lawResult)}</td>
<td>${verdictWords[lawResult.verdict]}</td><td class="number" data-name="Time">${inSeconds(lawResult.milliseconds)}</td></tr>`

const situations = ({ occurred }: LawResult): string =>
  Object.entries(occurred)
    .map(([name, times]) => `<br><small>${text(name)}: ${thousands(times)}</small>`)
    .join('')

const comparedRow = (
  lawResult: ShortStories,
): string => `<tr><td class="sentence">Agrees with the reading copy.<br><code>${text(comparedWords(lawResult))}</code></td>
<td class="number" data-name="Histories">${thousands(lawResult.traces)}</td><td class="number" data-name="Exercised">all</td>
<td>${verdictWords[lawResult.verdict]}</td><td class="number" data-name="Time">${inSeconds(lawResult.milliseconds)}</td></tr>`

const parted = (lawResult: ShortStories): string => {
  const { verdict, rulebook, disagreement } = lawResult
  if (verdict === 'holds') return ''
  const picture =
    disagreement === null ? '' : pictures({ timeZone: 'UTC', rulebook, events: disagreement.events })
  return `<section><h2>${text(comparedWords(lawResult))}: ${verdictWords[verdict]}</h2>${picture}${lines(partedLines(lawResult))}</section>`
}

const trouble = (lawResult: LawResult, page: Page): string => {
  const { law, missing, counterexample, silence, verdict } = lawResult
  if (isFine(lawResult) || (verdict === 'does-not-speak' && silence?.story === null)) return ''
  const body =
    counterexample !== null
      ? `${pictures(counterexample.story)}${lines(storyInWords(counterexample.story))}
<p>Run it again: <code>${text(replayCommand(lawResult, page))}</code></p>`
      : silence !== null
        ? `${lines(silence.reason.split('\n'))}${silence.story === null ? '' : lines(storyInWords(silence.story))}`
        : `<ul>${missing.map((name) => `<li>Never occurred: ${text(name)}</li>`).join('')}</ul>`
  return `<section><h2>${text(law.id)}: ${verdictWords[verdict]}</h2>
<p>${text(law.sentence)} ${law.cites.map(cited).join(' ')}</p>${body}</section>`
}

const lines = (rows: readonly string[]): string => `<pre>${rows.map(text).join('\n')}</pre>`

const cited = (id: string): string =>
  `<span class="clause"${id in clauses && isClauseId(id) ? ` title="${text(clauses[id].sentence)}"` : ''}>${text(id)}</span>`

/** A history as pictures, one for each of its threads, by the rules. */
const pictures = ({
  timeZone,
  rulebook,
  amendments,
  events,
}: Pick<Story, 'timeZone' | 'rulebook' | 'amendments' | 'events'>): string => {
  const chosen = settings({ timeZone, rulebook, amendments })
  if (isLeft(chosen)) return ''
  const threads = new Map<string, ThreadEvent[]>()
  for (const event of events) {
    if (!isThreadEvent(event)) continue
    const name = JSON.stringify([event.phoneNumberId, event.customer])
    threads.set(name, [...(threads.get(name) ?? []), event])
  }
  return [...threads.values()]
    .map((history) => drawTimeline(history, { engine: engine(chosen.right) }))
    .map((picture) => `<figure><div class="picture">${picture}</div></figure>`)
    .join('\n')
}
