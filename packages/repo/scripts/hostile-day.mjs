import { join } from 'node:path'
import { run } from './run.mjs'
import { setUp } from './setup.mjs'

setUp()
const main = join('packages', 'end-to-end', 'dist', 'hostile-day', 'main.js')
process.exit(run(process.execPath, '--max-old-space-size=6000', main, ...process.argv.slice(2)))
