import { parseArgs } from 'node:util'
import { setUp } from './setup.mjs'

// `npm run matrix`: the ten-line bot on every runtime, from tarballs in an empty folder, the starter engines, and the types with
// every compiler.
const usage = `Usage: npm run matrix [-- [--only TEXT] [--json]]

  --only TEXT  only rows whose name has the text in it, such as node or "typescript 5.0"
  --json       an array of rows { name, ran, verdict, notes } instead of a table

The exit code is 1 if something fails, and 3 if nothing fails but something could not be tried.`
const options = { only: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } }
const read = () => {
  try {
    return parseArgs({ options }).values
  } catch (fault) {
    console.error(`${fault.message}\n\n${usage}`)
    process.exit(2)
  }
}
const { only, json, help } = read()
if (help) {
  console.log(usage)
  process.exit(0)
}

setUp()
const { matrixCode, matrixTable, runMatrix, temporaryFolder } = await import('../dist/index.js')
const { path, remove } = temporaryFolder()
try {
  const rows = await runMatrix({ folder: path, only, onStep: (step) => console.error(`› ${step}`) })
  if (rows.length === 0) {
    console.error(`no row has ${only} in its name`)
    process.exitCode = 2
  } else {
    console.log(json ? JSON.stringify(rows, null, 2) : matrixTable(rows))
    process.exitCode = matrixCode(rows)
  }
} finally {
  remove()
}
