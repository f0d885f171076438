import { posix } from 'node:path'
import { blocksOf } from '../docs/blocks.ts'
import { replacePieces } from '../docs/parts.ts'
import { lineOf, type TextFile } from '../files.ts'

const inline = /\]\(\s*<?(?<target>[^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g
const reference = /^\[[^\]]+\]:\s*<?(?<target>[^\s>]+)/gm
const html = /\b(?:src|srcset|href)="(?<target>[^"]+)"/g

/** Links of a markdown file that lead nowhere. `files` are all files of the repository. */
export const brokenLinks = (file: TextFile, files: ReadonlyMap<string, () => string>): readonly string[] => {
  const text = withoutCode(file)
  return [inline, reference, html]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(({ groups, index }) => ({ target: groups?.['target'] ?? '', index }))
    .filter(({ target }) => !/^(?:[a-z]+:|\/\/)/i.test(target))
    .flatMap(({ target, index }) => {
      const problem = problemOf(target, file, files)
      return problem === null ? [] : [`${lineOf(file, index)} ${target}: ${problem}`]
    })
}

const problemOf = (
  target: string,
  { path }: TextFile,
  files: ReadonlyMap<string, () => string>,
): string | null => {
  if (target.startsWith('/')) return 'write it relative to the file'
  const [to = '', anchor] = decodeURI(target).split('#')
  const named = to === '' ? path : posix.join(posix.dirname(path), to).replace(/\/$/, '')
  const isFolder = [...files.keys()].some((one) => one.startsWith(`${named}/`))
  if (isFolder && anchor === undefined) return null
  // GitHub shows the README of a folder.
  const goal = isFolder ? `${named}/README.md` : named
  const read = files.get(goal)
  if (read === undefined) return `no ${goal}`
  if (anchor === undefined) return null
  if (!goal.endsWith('.md')) return 'an anchor in what is no markdown'
  return anchorsOf({ path: goal, text: read() }).includes(anchor) ? null : `no heading #${anchor} in ${goal}`
}

/** The anchors of a markdown file: its headings as GitHub names them, and ids that it gives itself. */
export const anchorsOf = (file: TextFile): readonly string[] => {
  const text = withoutBlocks(file)
  const seen = new Map<string, number>()
  const headings = [...text.matchAll(/^#{1,6} +(?<title>.+?)(?: +#+)?$/gm)].map(({ groups }) => {
    const slug = slugOf(groups?.['title'] ?? '')
    const times = seen.get(slug) ?? 0
    seen.set(slug, times + 1)
    return times === 0 ? slug : `${slug}-${times}`
  })
  return [
    ...headings,
    ...[...text.matchAll(/\b(?:id|name)="(?<id>[^"]+)"/g)].map((m) => m.groups?.['id'] ?? ''),
  ]
}

const slugOf = (title: string): string =>
  title
    .replaceAll(/\[(?<text>[^\]]*)\]\([^)]*\)/g, '$<text>')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-')

const withoutBlocks = (file: TextFile): string =>
  replacePieces(
    file.text,
    blocksOf(file).map(({ from, to, text }) => ({
      from,
      to,
      by: text.replaceAll(/[^\n]/g, ' ').padEnd(to - from),
    })),
  )

/** The same length, so that places stay right; code reads as blanks. */
const withoutCode = (file: TextFile): string =>
  withoutBlocks(file).replaceAll(/(?<ticks>`+)(?!`)[\s\S]*?[^`]\k<ticks>(?!`)/g, (code) =>
    code.replaceAll(/[^\n]/g, ' '),
  )
