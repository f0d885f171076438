import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { serverUser } from './binaries.ts'

/** The folder of PostgreSQL's programs, and the folder where they run. */
export interface Programs {
  readonly programs: string
  readonly folder: string
}

/** Runs one of PostgreSQL's programs to its end; throws where it fails. */
export const runProgram = (
  { programs, folder }: Programs,
  program: string,
  options: readonly string[],
): void => {
  execFileSync(join(programs, 'bin', program), [...options], {
    ...serverUser(),
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

/** Starts a server on that folder of data; resolves once it takes connections. */
export const runServer = (
  { programs, folder }: Programs,
  data: string,
  port: number,
  settings: readonly string[],
): Promise<void> => {
  const usual = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60']
  const given = [...usual, ...settings].flatMap((setting) => ['-c', setting])
  // The shell ends the server when this process, and with it the pipe, is gone; and it ends with the server.
  const watch = '(read -r _ <&3; kill -INT $server) & wait $server; kill $!'
  const script = `exec 3<&0; "$0" "$@" <&- 3<&- & server=$!; ${watch}`
  return untilReady(
    spawn('sh', ['-c', script, join(programs, 'bin', 'postgres'), '-D', data, '-p', String(port), ...given], {
      ...serverUser(),
      cwd: folder,
      stdio: ['pipe', 'ignore', 'pipe'],
    }),
  )
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** The server says on standard error when it takes connections; a standby takes read-only ones. */
const untilReady = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = ''
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = said.slice(-5000) + text
      if (/database system is ready to accept (?:read-only )?connections/.test(said)) resolve()
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`PostgreSQL ended: ${said}`)))
    server.unref()
  })
