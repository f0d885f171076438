import { renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

/** What has parts that no file of code can hold, or finds them by where it is itself. */
const native = ['libsql', 'pg']

const made = new Map<string, Promise<string>>()

/**
 * One file with a script and all that it imports, beside it in `node_modules`. Node starts it in less than half of the
 * time that hundreds of small files take, and a test that kills a process starts one for every kill.
 */
export const bundled = (script: string): Promise<string> => {
  const known = made.get(script) ?? bundle(script)
  made.set(script, known)
  return known
}

const bundle = async (script: string): Promise<string> => {
  const work = await rolldown({
    input: script,
    platform: 'node',
    external: native,
    plugins: [
      {
        name: 'modules stay where they are',
        transform: (code, id) => code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)),
      },
    ],
  })
  const folder = join(dirname(script), '..', 'node_modules', '.cache', 'guichet')
  const file = join(folder, basename(script))
  // Other workers may make and run the same at this moment.
  const draft = join(folder, `${process.pid}-${basename(script)}`)
  await work.write({ file: draft, format: 'esm' })
  await work.close()
  renameSync(draft, file)
  return file
}
