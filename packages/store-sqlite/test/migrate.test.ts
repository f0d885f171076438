import { describe, expect, it } from 'vitest'
import { openSession, type Session } from '../src/session.ts'
import { withFile } from './support/folder.ts'

const steps = [
  'create table first (a integer)',
  'create table second (b integer); insert into first values (2)',
  'insert into first values (3)',
]

const opened = (path: string, migrations: readonly string[]): Promise<Session> =>
  openSession({ path, migrations, busyTimeout: 1000 })

const first = (session: Session): Promise<readonly unknown[]> =>
  session.read(({ rows }) => rows('select a from first order by a').flat())

describe('the schema', () => {
  it.each([1, 2, 3])('takes the steps after the first %i, each once', (done) =>
    withFile(async (path) => {
      await (await opened(path, steps.slice(0, done))).close()
      for (let time = 0; time < 2; time += 1) {
        const session = await opened(path, steps)
        expect(await first(session)).toEqual([2, 3])
        await session.close()
      }
    }),
  )

  it('takes all of its steps or none', () =>
    withFile(async (path) => {
      await (await opened(path, steps.slice(0, 1))).close()
      const broken = [...steps.slice(0, 2), 'insert into nowhere values (1)']
      await expect(opened(path, broken)).rejects.toMatchObject({ kind: 'corrupt' })
      const session = await opened(path, steps.slice(0, 1))
      expect(await first(session)).toEqual([])
      await session.close()
    }))

  it('is not used any more by a process that is older than it', () =>
    withFile(async (path) => {
      const older = await opened(path, steps.slice(0, 2))
      const newer = await opened(path, steps)
      const failure = { kind: 'unsuitable', message: expect.stringContaining('newer release') }
      await expect(first(older)).rejects.toMatchObject(failure)
      await expect(older.write(({ run }) => run('delete from first', []))).rejects.toMatchObject(failure)
      expect(await first(newer)).toEqual([2, 3])
      await older.close()
      await newer.close()
    }))
})
