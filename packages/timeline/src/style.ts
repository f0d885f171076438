import { element, type Markup } from './svg.ts'

/** Light, dark, or whatever the reader's system prefers. */
export type Theme = 'auto' | 'light' | 'dark'

interface Palette {
  readonly paper: string
  readonly stripe: string
  readonly edge: string
  readonly hourLine: string
  readonly dayLine: string
  readonly ink: string
  readonly muted: string
  readonly customer: string
  readonly business: string
  readonly stop: string
  readonly window: string
  readonly windowFill: string
  readonly userFill: string
  readonly businessFill: string
  readonly entry: string
  readonly entryFill: string
}

const light: Palette = {
  paper: '#ffffff',
  stripe: '#f6f8fa',
  edge: '#d5dae1',
  hourLine: '#edf0f3',
  dayLine: '#c9d0d8',
  ink: '#1c2430',
  muted: '#56616f',
  customer: '#0a5fb4',
  business: '#7a35b8',
  stop: '#b3261e',
  window: '#1a7a3a',
  windowFill: '#d9f2e0',
  userFill: '#dcebfb',
  businessFill: '#efe3fa',
  entry: '#8f5f00',
  entryFill: '#fdeec8',
}

const dark: Palette = {
  paper: '#0f141b',
  stripe: '#151b24',
  edge: '#2d3642',
  hourLine: '#1d2530',
  dayLine: '#3a4553',
  ink: '#e8edf3',
  muted: '#9eaab8',
  customer: '#6cb2ff',
  business: '#c79bff',
  stop: '#ff8078',
  window: '#4cc26b',
  windowFill: '#14361f',
  userFill: '#132c4b',
  businessFill: '#2f1f4b',
  entry: '#dda63a',
  entryFill: '#3b2d0b',
}

/** The style sheet of a picture. Every rule names the picture's own class, so pages are left alone. */
export const styleSheet = (theme: Theme): Markup => {
  const scope = themeClass(theme)
  const colours =
    theme === 'auto'
      ? [...rules(light, scope), '@media (prefers-color-scheme: dark) {', ...rules(dark, scope), '}']
      : rules(theme === 'light' ? light : dark, scope)
  return element('style', {}, `\n${[...common, ...colours].join('\n')}\n`)
}

/** The class of a picture in a theme. */
export const themeClass = (theme: Theme): string => `guichet-${theme}`

const common: readonly string[] = [
  '.guichet-timeline text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }',
  '.guichet-timeline .guichet-title { font-size: 17px; font-weight: 600; }',
  '.guichet-timeline .guichet-lane { font-weight: 600; }',
  '.guichet-timeline .guichet-time, .guichet-timeline .guichet-badge, .guichet-timeline .guichet-quiet { font-size: 11px; }',
  '.guichet-timeline .guichet-date, .guichet-timeline .guichet-badge, .guichet-timeline .guichet-now { font-weight: 600; }',
  '.guichet-timeline .guichet-quiet { font-style: italic; }',
  '.guichet-timeline .guichet-time { font-variant-numeric: tabular-nums; }',
  '.guichet-timeline path { stroke-linejoin: round; stroke-linecap: round; }',
]

const rules = (c: Palette, scope: string): readonly string[] => {
  const rule = (names: string, declarations: string): string =>
    `${names
      .split(' ')
      .map((name) => `.${scope} .guichet-${name}`)
      .join(', ')} { ${declarations} }`
  const line = (stroke: string, width: number): string =>
    `fill: none; stroke: ${stroke}; stroke-width: ${width}`
  const solid = (fill: string): string => `fill: ${fill}; stroke: ${fill}; stroke-width: 1`
  const outlined = (fill: string, stroke: string): string =>
    `fill: ${fill}; stroke: ${stroke}; stroke-width: 1.25`
  return [
    rule('paper', `fill: ${c.paper}; stroke: ${c.edge}`),
    rule('stripe', `fill: ${c.stripe}`),
    rule('title lane date label badge now', `fill: ${c.ink}`),
    rule('subtitle time quiet legend none', `fill: ${c.muted}`),
    rule('hour-line', line(c.hourLine, 1)),
    rule('day-line', line(c.dayLine, 1)),
    rule('now-line', `${line(c.stop, 1.5)}; stroke-dasharray: 5 3`),
    rule('break-band', `fill: ${c.paper}`),
    rule('break-edge', line(c.muted, 1)),
    rule('customer', solid(c.customer)),
    rule('customer-line', line(c.customer, 1.6)),
    rule('customer-hollow', `fill: ${c.paper}; stroke: ${c.customer}; stroke-width: 1.6`),
    rule('business', solid(c.business)),
    rule('business-hollow', `fill: ${c.paper}; stroke: ${c.business}; stroke-width: 1.6`),
    rule('inner', line(c.paper, 1.7)),
    rule('inner-bar', line(c.paper, 2.8)),
    rule('stop', solid(c.stop)),
    rule('strike', line(c.stop, 2.4)),
    rule('stop-hollow', `fill: ${c.paper}; stroke: ${c.stop}; stroke-width: 1.6`),
    rule('cross', line(c.stop, 2.2)),
    rule('bar-window', outlined(c.windowFill, c.window)),
    rule('bar-user', outlined(c.userFill, c.customer)),
    rule('bar-business', outlined(c.businessFill, c.business)),
    rule('bar-business-inner', line(c.business, 1)),
    rule('bar-pending', `${outlined(c.paper, c.customer)}; stroke-dasharray: none`),
    rule('hatch-pending', line(c.customer, 1)),
    rule('bar-waiting', `${outlined(c.paper, c.entry)}; stroke-dasharray: 5 3`),
    rule('bar-entry', outlined(c.entryFill, c.entry)),
    rule('bar-several', outlined(c.paper, c.muted)),
    rule('hatch-several', line(c.muted, 1)),
    rule('label-pending label-several', `stroke: ${c.paper}; stroke-width: 5; paint-order: stroke`),
  ]
}
