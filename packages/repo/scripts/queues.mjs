import { join } from 'node:path'
import { run } from './run.mjs'
import { setUp } from './setup.mjs'

setUp()
const main = join('packages', 'end-to-end', 'dist', 'queues', 'main.js')
process.exit(run(process.execPath, main, ...process.argv.slice(2)))
