import { afterAll, describe, expect, test } from 'vitest'
import { dropSchemas } from './places.ts'
import { startServer, type Server } from '@guichet/store-postgres/testing'

/** Clearing up takes long on a busy machine, in milliseconds. */
const patience = 120_000

/** Tests on the server that `DATABASE_URL` names, or on one that is started for them. */
export const withServer = async (title: string, tests: (url: string) => void): Promise<void> => {
  const given = process.env['DATABASE_URL'] ?? ''
  if (given === '') return withOwnServer(title, ({ url }) => tests(url))
  describe(title, () => {
    afterAll(() => dropSchemas(given), patience)
    tests(given)
  })
}

/** Tests that may stop the server. Where none can be started, one test takes their place and prints why. */
export const withOwnServer = async (title: string, tests: (server: Server) => void): Promise<void> => {
  const server = await startServer().catch((thrown: unknown) => String(thrown))
  describe(title, () => {
    if (typeof server === 'string')
      test(`is left out, for PostgreSQL cannot be started here: ${server}`, () => {
        process.stderr.write(`The tests “${title}” are left out: ${server}\n`)
        expect(server).not.toBe('')
      })
    else {
      afterAll(() => server.remove(), patience)
      tests(server)
    }
  })
}
