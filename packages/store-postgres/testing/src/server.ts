import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyPrograms, serverUser } from './binaries.ts'

/** A PostgreSQL server of the test's own, in a temporary folder. */
export interface Server {
  readonly url: string
  readonly start: () => Promise<void>
  /** `immediate` is what a crash is like: connections break, and the next start recovers from the log. */
  readonly stop: (mode: 'fast' | 'immediate') => void
  /** Stops it and deletes all of it. */
  readonly remove: () => void
}

/** It is part of the URL, percent-encoded; no message may show it. */
export const password = 'pass/word: @1'

export const startServer = async (): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-postgres-'))
  try {
    return await startIn(folder)
  } catch (reason) {
    rmSync(folder, { recursive: true })
    throw reason
  }
}

const startIn = async (folder: string): Promise<Server> => {
  const [programs, data, secret] = ['native', 'data', 'secret'].map((name) => join(folder, name))
  if (programs === undefined || data === undefined || secret === undefined) throw new Error('no folder')
  const user = serverUser()
  const run = (program: string, options: readonly string[]): void => {
    execFileSync(join(programs, 'bin', program), ['-D', data, ...options], {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  }
  copyPrograms(programs)
  writeFileSync(secret, `${password}\n`)
  if (user !== null) for (const path of [folder, secret]) chownSync(path, user.uid, user.gid)
  const login = ['--username=guichet', `--pwfile=${secret}`, '--auth=scram-sha-256']
  run('initdb', [...login, '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'])
  const port = await freePort()
  const start = (): Promise<void> => {
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60']
    const options = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
    // The shell ends the server when this process, and with it the pipe, is gone.
    const script = '"$0" "$@" <&- & read -r _; kill -INT $!; wait'
    return untilReady(
      spawn('sh', ['-c', script, join(programs, 'bin', 'postgres'), ...options], {
        ...user,
        cwd: folder,
        stdio: ['pipe', 'ignore', 'pipe'],
      }),
    )
  }
  const stop = (mode: string): void => run('pg_ctl', ['stop', '-w', '-m', mode])
  await start()
  return {
    url: `postgres://guichet:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    start,
    stop,
    remove: () => {
      stop('immediate')
      rmSync(folder, { recursive: true })
    },
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** The server says on standard error when it takes connections. */
const untilReady = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = ''
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = said.slice(-5000) + text
      if (said.includes('database system is ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`PostgreSQL ended: ${said}`)))
    server.unref()
  })
