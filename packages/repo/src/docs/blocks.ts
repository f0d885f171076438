import type { TextFile } from '../files.ts'

/** A fenced block of a markdown file. */
export interface Block {
  readonly path: string
  /** What stands after the fence: `ts`, `sh`, `text`. */
  readonly info: string
  /** The line of its first line of content, counted from 1. */
  readonly line: number
  readonly text: string
  /** Its content in the file, for replacing it: from the first character to after the last line's end. */
  readonly from: number
  readonly to: number
}

const fence = /^(?<fence>```+|~~~+)(?<info>[^\n`]*)\n(?<text>(?:(?!\k<fence>)[^\n]*\n)*?)\k<fence>[ \t]*$/gm

/** The fenced blocks of a markdown file, in order. Blocks inside of lists or quotes are not blocks here. */
export const blocksOf = ({ path, text }: TextFile): readonly Block[] =>
  [...text.matchAll(fence)].map((found) => {
    const { fence: mark = '', info = '', text: content = '' } = found.groups ?? {}
    const from = found.index + mark.length + info.length + 1
    const line = text.slice(0, from).split('\n').length
    return {
      path,
      info: info.trim(),
      line,
      text: content.replace(/\n$/, ''),
      from,
      to: from + content.length,
    }
  })

/** Lines that look like a fence but belong to no block above: indented, quoted, or never closed. */
export const strayFences = (file: TextFile): readonly string[] => {
  const inside = blocksOf(file)
  return [...file.text.matchAll(/^[ \t>]*(?:[-*] )?(?:```|~~~).*$/gm)]
    .filter(({ index }) => {
      const line = file.text.slice(0, index).split('\n').length
      return !inside.some((block) => line >= block.line - 1 && line <= block.line + linesOf(block))
    })
    .map(({ 0: text, index }) => `${file.path}:${file.text.slice(0, index).split('\n').length} ${text}`)
}

const linesOf = ({ text }: Block): number => (text === '' ? 0 : text.split('\n').length)

/** `path:line` of a block. */
export const blockPlace = ({ path, line }: Block): string => `${path}:${line}`

/** Pages whose `js` blocks are programs: tests run each of them against the emulated WhatsApp. */
export const programPages: readonly string[] = ['packages/guichet/README.md', 'packages/guichet/RECIPES.md']

/** What kinds of blocks the documentation uses; any other is neither run nor checked, and not allowed. */
export const knownInfos: readonly string[] = ['ts', 'js', 'sh', 'text', 'json', 'ndjson', 'mermaid', 'md']
