import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { root, runTool, step } from './run.mjs'
import { setUpModules } from './setup.mjs'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

setUpModules()
const { writeSite } = await import(pathToFileURL(join(root, 'packages', 'site', 'dist', 'index.js')).href)
console.log(`The site is in ${await writeSite()}`)
if (values.check) {
  process.env['GUICHET_BUILT'] = '1'
  process.env['GUICHET_SITE'] = '1'
  step('Checking the site', () =>
    runTool('vitest', 'run', '--config', 'vitest.workspace.ts', '--project', 'site-check'),
  )
}
