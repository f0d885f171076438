import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { hostileDay } from './hostile-day.ts'

/** `npm run hostile-day -- --customers 20000 --seed 1`: the summary on standard output, progress beside it. */
const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    kills: { type: 'string', default: '3' },
    calm: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
})
const [customers, seed, kills] = [values.customers, values.seed, values.kills].map(Number)
const folder = mkdtempSync(join(tmpdir(), 'guichet-hostile-day-'))
const began = Date.now()
let saidAt = 0
try {
  const day = await hostileDay({
    customers: customers ?? 0,
    seed: seed ?? 0,
    kills: kills ?? 0,
    folder,
    calm: values.calm,
    progress: (at, words) => {
      if (Date.now() - saidAt < 5_000) return
      saidAt = Date.now()
      const seconds = Math.round((saidAt - began) / 1000)
      process.stderr.write(`${seconds} s: ${new Date(at).toISOString()}, ${words}\n`)
    },
  })
  process.stdout.write(`${JSON.stringify(day, null, 2)}\n`)
  process.exitCode = day.disagreements === 0 && day.kills.length === kills ? 0 : 1
} finally {
  if (values.keep) process.stderr.write(`the store is kept in ${folder}\n`)
  else rmSync(folder, { recursive: true, force: true })
}
