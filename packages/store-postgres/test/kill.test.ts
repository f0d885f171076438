import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { killAgainAndAgain, type KillInput } from '../../runtime/test/processes/kill.ts'
import { race } from '../../runtime/test/processes/race.ts'
import { postgresStore } from '../src/index.ts'
import { newSchema } from './support/places.ts'
import { withServer } from './support/suite.ts'

const script = fileURLToPath(new URL('runtime-process.mjs', import.meta.url))

const placeOn = (url: string): Pick<KillInput, 'script' | 'args' | 'open'> => {
  const schema = newSchema()
  return { script, args: [url, schema], open: () => postgresStore({ url, schema }) }
}

withServer('the runtime on PostgreSQL', (url) => {
  test('a process that is killed a hundred times loses nothing and sends nothing twice', async () => {
    const killed = await killAgainAndAgain({ ...placeOn(url), kills: 100, seed: 20_261_001 })
    process.stdout.write(`PostgreSQL: ${JSON.stringify({ ...killed, problems: killed.problems.length })}\n`)
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
    const raced = await race({ ...placeOn(url), processes: 8, threads, webhooks, seed: 20_261_001 })
    expect(raced.together).toBe(raced.alone)
  })
})
