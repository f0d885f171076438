import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'
import { setUp } from './setup.mjs'

// `npm run vectors`: writes the vectors of the laws anew. What is expected, the reading copy says; Guichet's own engine
// names the clauses.
setUp()
const { laws, makeVectors, ownVectors, startEngine } = await import('../../laws/dist/index.js')
const engine = startEngine([process.execPath, join(root, 'packages/cli/bin/guichet.mjs'), 'engine'])
const vectors = await makeVectors({ laws, citing: engine })
await engine.close()

rmSync(ownVectors, { recursive: true, force: true })
mkdirSync(ownVectors, { recursive: true })
const rulebooks = [...new Set(vectors.map(({ rulebook }) => rulebook))]
for (const rulebook of rulebooks) {
  const lines = vectors.filter((one) => one.rulebook === rulebook).map((one) => JSON.stringify(one))
  writeFileSync(join(ownVectors, `${rulebook}.ndjson`), `${lines.join('\n')}\n`)
  console.log(`${rulebook.padEnd(12)}${String(lines.length).padStart(5)} vectors`)
}
