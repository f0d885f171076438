import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { longer } from './longer.ts'
import { rows } from './rows/all.ts'
import { thisMachine } from './table/machine.ts'
import { printed } from './table/print.ts'
import type { Measured, Row } from './table/row.ts'
import { runRow } from './table/run-row.ts'

const usage = `npm run bench [-- --row NAME … --json] [LONGER …]

Without names: all rows of the table, in some minutes. Rows: ${rows.map(({ row }) => row).join(', ')}.
Longer benchmarks, one by one: ${Object.keys(longer).join(', ')}.`

const misused = (reason: string): never => {
  console.error(`${reason}\n\n${usage}`)
  return process.exit(2)
}

/** The table of Guichet beside what one would write or take instead, or the longer benchmarks that are named. */
const read = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      row: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
      /** Measures one row in this very process and prints it as JSON. */
      here: { type: 'boolean', default: false },
    },
  })

const given = (): ReturnType<typeof read> => {
  try {
    return read()
  } catch (fault) {
    return misused(fault instanceof Error ? fault.message : String(fault))
  }
}

const { values, positionals } = given()
if (values.help) {
  console.log(usage)
  process.exit(0)
}

const named = [...values.row, ...positionals.filter((name) => !(name in longer))]
const unknown = named.filter((name) => !rows.some(({ row }) => row === name))
if (unknown.length > 0) misused(`There is no benchmark ${unknown.join(', ')}.`)

/** Each row has a process of its own: what the compiler learned of one row is not carried into another. */
const inOwnProcess = ({ row }: Row): Measured => {
  const self = fileURLToPath(import.meta.url)
  console.error(`› ${row}`)
  const done = spawnSync(process.execPath, [self, '--here', '--row', row], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (done.status !== 0) throw new Error(`the row ${row} ended with ${done.status}`)
  return JSON.parse(done.stdout)
}

const chosen = rows.filter(({ row }) => named.includes(row))
if (values.here) for (const row of chosen) console.log(JSON.stringify(await runRow(row)))
else {
  const wanted = named.length + positionals.length === 0 ? rows : chosen
  const measured = wanted.map(inOwnProcess)
  if (values.json) console.log(JSON.stringify({ rows: measured, machine: thisMachine() }, null, 2))
  else if (measured.length > 0) console.log(printed(measured))
  for (const [name, run] of Object.entries(longer)) if (positionals.includes(name)) await run()
}
