/** An element of a parsed document. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly (XmlElement | string)[]
}

const space = '[ \\n]'
const tag = new RegExp(`^<([a-z][A-Za-z]*)((?:${space}+[A-Za-z][A-Za-z:-]*="[^"<]*")*)${space}*(/?)>`)
const attribute = /([A-Za-z][A-Za-z:-]*)="([^"]*)"/g
const strayAmpersand = /&(?!(?:amp|lt|gt|quot);)/
// eslint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF\p{Cs}]/u

/** A strict reader of the XML that a picture may use; throws at the first thing that is wrong. */
export const readXml = (text: string): XmlElement => {
  if (forbidden.test(text)) throw new Error('a character that XML forbids')
  let rest = text
  const fail = (why: string): never => {
    throw new Error(`${why} at: ${rest.slice(0, 80)}`)
  }
  const readElement = (): XmlElement => {
    const opening = tag.exec(rest) ?? fail('no tag')
    const [whole, name = '', list = '', selfClosing] = opening
    rest = rest.slice(whole.length)
    const attributes = new Map<string, string>()
    for (const [, key = '', value = ''] of list.matchAll(attribute)) {
      if (attributes.has(key)) fail(`attribute ${key} twice`)
      attributes.set(key, unescape(value))
    }
    if (selfClosing === '/') return { name, attributes, children: [] }
    const children: (XmlElement | string)[] = []
    while (!rest.startsWith('</')) {
      if (rest === '') fail(`${name} is never closed`)
      if (rest.startsWith('<')) children.push(readElement())
      else {
        const end = rest.indexOf('<')
        const piece = end === -1 ? rest : rest.slice(0, end)
        if (piece.includes('>')) fail('a bare >')
        children.push(unescape(piece))
        rest = rest.slice(piece.length)
      }
    }
    if (!rest.startsWith(`</${name}>`)) fail(`${name} is closed by another tag`)
    rest = rest.slice(name.length + 3)
    return { name, attributes, children }
  }
  const unescape = (escaped: string): string => {
    if (strayAmpersand.test(escaped)) fail('a bare &')
    return escaped
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
  }
  const root = readElement()
  if (rest.trim() !== '') fail('something after the root')
  return root
}

/** An element and all elements inside it. */
export const allElements = (root: XmlElement): readonly XmlElement[] => [
  root,
  ...root.children.flatMap((child) => (typeof child === 'string' ? [] : allElements(child))),
]

/** All text inside an element. */
export const textOf = (root: XmlElement): string =>
  root.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')

interface Point {
  readonly x: number
  readonly y: number
}

/** Every point that an element and those inside it name, with their translations added up. */
export const pointsOf = (root: XmlElement, origin: Point = { x: 0, y: 0 }): readonly Point[] => {
  const number = (key: string): number => Number(root.attributes.get(key) ?? 0)
  const moved = /^translate\((\S+) (\S+)\)$/.exec(root.attributes.get('transform') ?? '')
  const here = { x: origin.x + Number(moved?.[1] ?? 0), y: origin.y + Number(moved?.[2] ?? 0) }
  const own: Point[] = []
  if (root.attributes.has('x')) own.push({ x: here.x + number('x'), y: here.y + number('y') })
  if (root.name === 'rect')
    own.push({ x: here.x + number('x') + number('width'), y: here.y + number('y') + number('height') })
  if (root.name === 'path') own.push(...pathPoints(root.attributes.get('d') ?? '', here))
  return [
    ...own,
    ...root.children.flatMap((child) => (typeof child === 'string' ? [] : pointsOf(child, here))),
  ]
}

const arity: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, A: 7, Z: 0 }

const pathPoints = (d: string, origin: Point): readonly Point[] => {
  const points: Point[] = []
  let { x, y } = origin
  for (const [, command = '', list = ''] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const size = arity[command]
    if (size === undefined) throw new Error(`path command ${command}`)
    const numbers = list.trim() === '' ? [] : list.trim().split(/ +/).map(Number)
    if (numbers.some((value) => !Number.isFinite(value))) throw new Error(`path numbers ${list}`)
    if (size === 0 ? numbers.length > 0 : numbers.length === 0 || numbers.length % size !== 0)
      throw new Error(`path ${command}${list}`)
    for (let i = 0; i < numbers.length; i += Math.max(1, size)) {
      const [a = 0, b = 0] = numbers.slice(i + size - Math.min(size, 2), i + size)
      x = command === 'V' ? x : origin.x + a
      y = command === 'V' ? origin.y + a : command === 'H' ? y : origin.y + b
      points.push({ x, y })
    }
  }
  return points
}
