import { startServer, type Server } from '@guichet/store-postgres/testing'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { dropSchemas } from './places.ts'
import './run-server.ts'

/** Clearing up takes long on a busy machine, in milliseconds. */
const patience = 120_000

/** Tests on the server that `DATABASE_URL` names, or on the one that all files of a run share. */
export const withServer = (title: string, tests: (url: string) => void): void =>
  describe(title, () => {
    const given = process.env['DATABASE_URL'] ?? ''
    const shared = given === '' ? inject('postgres') : { url: given }
    if ('missing' in shared) return leaveOut(title, shared.missing)
    if (given !== '') afterAll(() => dropSchemas(given), patience)
    return tests(shared.url)
  })

/** Tests that may stop the server. Where none can be started, one test takes their place and prints why. */
export const withOwnServer = async (title: string, tests: (server: Server) => void): Promise<void> => {
  const server = await startServer().catch((thrown: unknown) => String(thrown))
  describe(title, () => {
    if (typeof server === 'string') return leaveOut(title, server)
    afterAll(() => server.remove(), patience)
    return tests(server)
  })
}

const leaveOut = (title: string, reason: string): void =>
  test(`is left out, for PostgreSQL cannot be started here: ${reason}`, () => {
    process.stderr.write(`The tests “${title}” are left out: ${reason}\n`)
    expect(reason).not.toBe('')
  })
