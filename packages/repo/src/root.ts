import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder; the same from `src` and from `dist`. */
export const root: string = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

/** The absolute path of something in the repository. */
export const inRoot = (...parts: readonly string[]): string => join(root, ...parts)
