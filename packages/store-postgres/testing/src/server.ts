import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyPrograms, serverUser } from './binaries.ts'
import { freePort, runProgram, runServer, type Programs } from './programs.ts'

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

export const urlOf = (port: number): string =>
  `postgres://guichet:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`

/** Makes a temporary folder with PostgreSQL's programs and an empty folder of data, for something that uses it. */
export const inNewFolder = async <Made>(
  make: (programs: Programs, data: string) => Promise<Made>,
): Promise<Made> => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-postgres-'))
  try {
    const own = { programs: join(folder, 'native'), folder }
    const [data, secret] = [join(folder, 'data'), join(folder, 'secret')]
    const user = serverUser()
    copyPrograms(own.programs)
    writeFileSync(secret, `${password}\n`)
    if (user !== null) for (const path of [folder, secret]) chownSync(path, user.uid, user.gid)
    const login = ['--username=guichet', `--pwfile=${secret}`, '--auth=scram-sha-256']
    const rest = ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions']
    runProgram(own, 'initdb', ['-D', data, ...login, ...rest])
    return await make(own, data)
  } catch (reason) {
    rmSync(folder, { recursive: true })
    throw reason
  }
}

export const startServer = (): Promise<Server> =>
  inNewFolder(async (programs, data) => {
    const port = await freePort()
    const start = (): Promise<void> => runServer(programs, data, port, [])
    const stop = (mode: string): void =>
      runProgram(programs, 'pg_ctl', ['-D', data, 'stop', '-w', '-m', mode])
    await start()
    return {
      url: urlOf(port),
      start,
      stop,
      remove: () => {
        stop('immediate')
        rmSync(programs.folder, { recursive: true })
      },
    }
  })
