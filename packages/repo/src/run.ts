import { execFile, type ExecFileOptions } from 'node:child_process'

/** What a program did. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end; a failing one is an answer, not an error. */
export const runProgram = (
  program: string,
  args: readonly string[],
  options: ExecFileOptions = {},
): Promise<Ran> =>
  new Promise((resolve) => {
    const limits = { timeout: 55_000, maxBuffer: 1 << 26, ...options, encoding: 'utf8' as const }
    const child = execFile(program, [...args], limits, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 127
      resolve({ code, stdout, stderr: error === null || stderr !== '' ? stderr : error.message })
    })
    child.stdin?.end()
  })
