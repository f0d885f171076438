import type { Party, Step, Stretch, Way } from './ways.ts'

const width = 960
const top = 138
const row = 33
const gap = 14

/** Where each party's line stands. */
const lines: Readonly<Record<Party, number>> = { client: 200, gateway: 510, store: 690, whatsapp: 866 }
const names: Readonly<Record<Party, string>> = {
  client: 'Your client',
  gateway: 'Guichet’s gateway',
  store: 'Store',
  whatsapp: 'WhatsApp',
}
const parties: readonly Party[] = ['client', 'gateway', 'store', 'whatsapp']

/** Draws a way as SVG text: who hands what to whom, from top to bottom. */
export const drawWay = ({ title, subtitle, description, stretches }: Way): string => {
  const tops = topsOf(stretches)
  const bottom = tops.at(-1) ?? top
  const height = bottom + 10
  const drawn = stretches.map((stretch, index) => drawStretch(stretch, tops[index] ?? top))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="guichet-way" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(description)}</desc>`,
    `<style>\n${styles.join('\n')}\n</style>`,
    `<rect class="paper" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>`,
    text('title', 24, 36, title),
    text('subtitle', 24, 57, subtitle),
    ...drawn.map(({ stripe }) => stripe),
    ...parties.map((party) => `<path class="line" d="M${lines[party]} 116V${bottom - gap}"/>`),
    ...parties.map(drawParty),
    ...drawn.map(({ content }) => content),
    '</svg>',
    '',
  ].join('\n')
}

/** The upper edge of each stretch, and of what comes after the last. */
const topsOf = (stretches: readonly Stretch[]): readonly number[] =>
  stretches.reduce<readonly number[]>(
    (tops, { steps }) => [...tops, (tops.at(-1) ?? top) + heightOf(steps) + gap],
    [top],
  )

const heightOf = (steps: readonly Step[]): number => row * steps.length + 12

const drawParty = (party: Party): string => {
  const [x, half] = [lines[party], party === 'gateway' ? 82 : 58]
  return [
    `<rect class="party ${party}" x="${x - half}" y="78" width="${2 * half}" height="38" rx="7"/>`,
    text('name', x, 102, names[party], 'middle'),
  ].join('\n')
}

const drawStretch = (
  { when, steps }: Stretch,
  y: number,
): { readonly stripe: string; readonly content: string } => ({
  stripe: `<rect class="stripe" x="14" y="${y}" width="${width - 28}" height="${heightOf(steps)}" rx="6"/>`,
  content: [
    text('when', 28, y + 28, when),
    ...steps.map((step, index) => drawStep(step, y + row * (index + 1) - 5)),
  ].join('\n'),
})

const drawStep = ({ from, to, says }: Step, y: number): string =>
  from === to ? drawDecision(lines[from], y, says) : drawArrow(from, to, y, says)

const drawDecision = (x: number, y: number, says: string): string => {
  const look = says.endsWith('refused') ? 'stop' : 'go'
  return [
    `<rect class="${look}" x="${x - 88}" y="${y - 17}" width="176" height="24" rx="12"/>`,
    text('decision', x, y - 1, says, 'middle'),
  ].join('\n')
}

/** The words stand over the first part of the arrow, before it crosses another line. */
const drawArrow = (from: Party, to: Party, y: number, says: string): string => {
  const [start, end] = [lines[from], lines[to]]
  const back = end > start ? -1 : 1
  const isAnswer = /^[245]00\b/.test(says)
  const words = from === 'client' || to === 'client' ? (start + end) / 2 : wordsBeside(start, end)
  return [
    `<path class="${isAnswer ? 'answer' : 'request'}" d="M${start} ${y}H${end + back * 2}"/>`,
    `<path class="head" d="M${end} ${y}L${end + back * 9} ${y - 4.5}V${y + 4.5}Z"/>`,
    text('words', words, y - 7, says, 'middle'),
  ].join('\n')
}

/** An arrow that crosses the store's line is written on between that line and WhatsApp's. */
const wordsBeside = (start: number, end: number): number =>
  Math.abs(end - start) > 200 ? (lines.store + lines.whatsapp) / 2 : (start + end) / 2

const text = (look: string, x: number, y: number, words: string, anchor?: 'middle'): string =>
  `<text class="${look}" x="${x}" y="${y}"${anchor === undefined ? '' : ` text-anchor="${anchor}"`}>${escaped(words)}</text>`

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

interface Palette {
  readonly paper: string
  readonly stripe: string
  readonly edge: string
  readonly ink: string
  readonly muted: string
  readonly client: string
  readonly gateway: string
  readonly store: string
  readonly whatsapp: string
  readonly go: string
  readonly goEdge: string
  readonly stop: string
  readonly stopEdge: string
}

const light: Palette = {
  paper: '#ffffff',
  stripe: '#f6f8fa',
  edge: '#c9d0d8',
  ink: '#1c2430',
  muted: '#56616f',
  client: '#dcebfb',
  gateway: '#efe3fa',
  store: '#fdeec8',
  whatsapp: '#d9f2e0',
  go: '#d9f2e0',
  goEdge: '#1a7a3a',
  stop: '#fbe3e1',
  stopEdge: '#b3261e',
}

const dark: Palette = {
  paper: '#0f141b',
  stripe: '#151b24',
  edge: '#3a4553',
  ink: '#e8edf3',
  muted: '#9eaab8',
  client: '#132c4b',
  gateway: '#2f1f4b',
  store: '#3b2d0b',
  whatsapp: '#14361f',
  go: '#14361f',
  goEdge: '#4cc26b',
  stop: '#4a1714',
  stopEdge: '#ff8078',
}

const rules = (c: Palette): readonly string[] => [
  `.guichet-way .paper { fill: ${c.paper}; stroke: ${c.edge} }`,
  `.guichet-way .stripe { fill: ${c.stripe} }`,
  `.guichet-way .line { stroke: ${c.edge}; stroke-width: 1.5; fill: none }`,
  `.guichet-way text { fill: ${c.ink} }`,
  `.guichet-way .subtitle, .guichet-way .when { fill: ${c.muted} }`,
  ...parties.map((party) => `.guichet-way .${party} { fill: ${c[party]}; stroke: ${c.edge} }`),
  `.guichet-way .go { fill: ${c.go}; stroke: ${c.goEdge} }`,
  `.guichet-way .stop { fill: ${c.stop}; stroke: ${c.stopEdge} }`,
  `.guichet-way .request, .guichet-way .answer { stroke: ${c.muted}; stroke-width: 1.5; fill: none }`,
  `.guichet-way .head { fill: ${c.muted} }`,
  `.guichet-way .words { stroke: ${c.stripe}; stroke-width: 4; paint-order: stroke }`,
]

const styles: readonly string[] = [
  '.guichet-way text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif }',
  '.guichet-way .title { font-size: 17px; font-weight: 600 }',
  '.guichet-way .name { font-size: 13px; font-weight: 600 }',
  '.guichet-way .when { font-weight: 600 }',
  '.guichet-way .answer { stroke-dasharray: 5 3 }',
  ...rules(light),
  '@media (prefers-color-scheme: dark) {',
  ...rules(dark),
  '}',
]
