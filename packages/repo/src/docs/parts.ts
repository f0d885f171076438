import type { TextFile } from '../files.ts'

/** A part of a markdown file that a generator writes: what stands between the two markers. */
export interface Part {
  readonly path: string
  readonly name: string
  readonly text: string
  readonly from: number
  readonly to: number
}

const opening = /^<!-- generated: (?<name>[\w-]+) -->\n/gm
const closing = '<!-- end -->'

/** The generated parts of a markdown file, in order. Throws when one has no end. */
export const partsOf = ({ path, text }: TextFile): readonly Part[] =>
  [...text.matchAll(opening)].map((found) => {
    const from = found.index + found[0].length
    const end = text.indexOf(`\n${closing}`, from - 1)
    const name = found.groups?.['name'] ?? ''
    if (end < 0) throw new Error(`${path}: the generated part ${name} has no ${closing}`)
    return { path, name, text: text.slice(from, end + 1), from, to: end + 1 }
  })

/** Replaces pieces of a text; they do not overlap and are in order. */
export const replacePieces = (
  text: string,
  pieces: readonly { readonly from: number; readonly to: number; readonly by: string }[],
): string =>
  pieces.reduceRight((whole, { from, to, by }) => `${whole.slice(0, from)}${by}${whole.slice(to)}`, text)
