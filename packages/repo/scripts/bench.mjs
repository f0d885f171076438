import { join } from 'node:path'
import { run } from './run.mjs'
import { setUp, setUpRivals } from './setup.mjs'

setUp()
setUpRivals()
process.exit(run(process.execPath, join('packages', 'bench', 'dist', 'main.js'), ...process.argv.slice(2)))
