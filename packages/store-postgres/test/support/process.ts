import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('open-in-process.mjs', import.meta.url))

/** Opens the store in a process of its own, commits one thread, and tells what came out. It uses what was built. */
export const openInProcess = (url: string, schema: string, customer: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, url, schema, customer])
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    child.once('error', reject)
    child.once('close', () => resolve(said.trim()))
  })
