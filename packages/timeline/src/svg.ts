/** A finished piece of SVG. Only `element` makes it, so whatever is text has been escaped. */
export interface Markup {
  readonly markup: string
}

/** The elements that a picture is made of: none that runs, loads or embeds anything. */
export type ElementName = 'svg' | 'g' | 'rect' | 'path' | 'text' | 'title' | 'desc' | 'style'

/** Attributes by name; one that is `undefined` is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element with its attributes and children; text among the children is escaped. */
export const element = (
  name: ElementName,
  attributes: Attributes,
  ...children: readonly (Markup | string)[]
): Markup => {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attribute(value ?? '')}"`)
    .join('')
  const inside = children
    .map((child) => (typeof child === 'string' ? escapeText(child) : child.markup))
    .join('')
  return { markup: inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>` }
}

/** Several pieces one after the other, each on a line of its own. */
export const lines = (...pieces: readonly Markup[]): Markup => ({
  markup: pieces
    .map(({ markup }) => markup)
    .filter((markup) => markup !== '')
    .join('\n'),
})

/** A group on lines of its own; empty when nothing is in it. */
export const group = (name: string, ...children: readonly Markup[]): Markup => {
  const inside = lines(...children)
  if (inside.markup === '') return inside
  return element('g', { class: name }, { markup: `\n${inside.markup}\n` })
}

/** A number of at most two decimals; never an exponent, never minus zero. */
export const num = (value: number): string => {
  if (!Number.isFinite(value)) return '0'
  const rounded = Math.round(value * 100) / 100
  return Object.is(rounded, -0) ? '0' : String(rounded)
}

/** The data of a path: words are commands, numbers are rounded. */
export const pathData = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => (typeof part === 'number' ? num(part) : part)).join(' ')

const attribute = (value: string | number): string =>
  typeof value === 'number' ? num(value) : escapeText(value).replaceAll('"', '&quot;')

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
