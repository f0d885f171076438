import { join } from 'node:path'
import { run } from './run.mjs'
import { setUp } from './setup.mjs'

setUp()
process.exit(run(process.execPath, join('packages', 'bench', 'dist', 'main.js'), ...process.argv.slice(2)))
