import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { inRoot, root } from './root.ts'

/** A text file of the repository; its path is relative to the root and has forward slashes. */
export interface TextFile {
  readonly path: string
  readonly text: string
}

/** Everything that belongs to the repository: committed, or about to be. */
export const repositoryFiles = (): readonly string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
    .split('\0')
    .filter((path) => path !== '' && existsSync(inRoot(path)))
    .sort()

/** Reads those of the repository's files whose path fits. */
export const textFiles = (fits: (path: string) => boolean): readonly TextFile[] =>
  repositoryFiles().filter(fits).map(readText)

/** Reads one file. */
export const readText = (path: string): TextFile => ({ path, text: readFileSync(inRoot(path), 'utf8') })

/** All documentation. */
export const markdownFiles = (): readonly TextFile[] => textFiles((path) => path.endsWith('.md'))

/** `path:line` of a position in a file, counted from 1. */
export const lineOf = ({ path, text }: TextFile, position: number): string =>
  `${path}:${text.slice(0, position).split('\n').length}`
