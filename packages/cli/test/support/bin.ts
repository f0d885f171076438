import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Ran } from './run.ts'

/** The program, as it is installed. */
export const bin: string = fileURLToPath(new URL('../../bin/guichet.mjs', import.meta.url))

/** Runs the program in a process of its own. */
export const guichet = async (
  args: readonly string[],
  stdin: string | Buffer = '',
  nodeOptions = '',
): Promise<Ran> => {
  const env = { ...process.env, NODE_OPTIONS: nodeOptions }
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['pipe', 'pipe', 'pipe'], env })
  const [out, err]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  child.stdin.end(stdin)
  const [code]: (number | null)[] = await once(child, 'close')
  return { code: code ?? -1, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }
}
