import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { killAgainAndAgain } from '../../runtime/test/processes/kill.ts'
import { race } from '../../runtime/test/processes/race.ts'
import { sqliteStore } from '../src/index.ts'

const script = fileURLToPath(new URL('runtime-process.mjs', import.meta.url))

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guichet-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const place = () => {
  const path = join(folder, 'guichet.db')
  return { script, args: [path], open: () => sqliteStore({ path }) }
}

test('a process that is killed a hundred times loses nothing and sends nothing twice', async () => {
  const killed = await killAgainAndAgain({
    ...place(),
    kills: 100,
    seed: 20_261_001,
  })
  process.stdout.write(`SQLite: ${JSON.stringify({ ...killed, problems: killed.problems.length })}\n`)
  expect(killed.problems).toEqual([])
  expect(killed.kills).toBe(100)
  // It was killed in all sorts of moments: before WhatsApp got the message, and after.
  expect(killed.unknown).toBeGreaterThan(0)
  expect(killed.dispatched).toBeGreaterThan(100)
})

test.each([
  ['one thread', 1, 120],
  ['many threads', 40, 400],
])('eight processes on %s come to what one alone would', async (_of, threads, webhooks) => {
  const raced = await race({ ...place(), processes: 8, threads, webhooks, seed: 20_261_001 })
  expect(raced.together).toBe(raced.alone)
})
