import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The programs of a page: its `js` blocks, by the heading that they stand under. */
export const programsIn = async (page: string): Promise<ReadonlyMap<string, string>> => {
  const text = await readFile(fileURLToPath(new URL(`../../../${page}`, import.meta.url)), 'utf8')
  const found = new Map<string, string>()
  let heading = ''
  for (const [, title, program] of text.matchAll(/^#+ (.+)$|^```js\n([\s\S]*?)^```$/gm)) {
    heading = title ?? heading
    if (program !== undefined) found.set(heading, program)
  }
  return found
}

/** A folder inside this package, from where its dependencies resolve. */
export interface Workshop {
  readonly write: (name: string, text: string) => Promise<string>
  readonly remove: () => Promise<void>
}

export const workshop = async (): Promise<Workshop> => {
  const parent = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url))
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'program-'))
  return {
    write: async (name, text) => {
      const path = join(folder, name)
      await writeFile(path, text)
      return path
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
