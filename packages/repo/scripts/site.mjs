import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { root, runTool, step } from './run.mjs'
import { setUpModules } from './setup.mjs'

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    serve: { type: 'boolean', default: false },
    port: { type: 'string', default: '4173' },
  },
})

setUpModules()
const { serveFiles, writeSite } = await import(
  pathToFileURL(join(root, 'packages', 'site', 'dist', 'index.js')).href
)
const { folder, files } = await writeSite()
console.log(`The site is in ${folder}`)
if (values.check) {
  process.env['GUICHET_BUILT'] = '1'
  process.env['GUICHET_SITE'] = '1'
  step('Checking the site', () =>
    runTool('vitest', 'run', '--config', 'vitest.workspace.ts', '--project', 'site-check'),
  )
}
if (values.serve) {
  const { url } = await serveFiles(files, Number(values.port))
  console.log(`The site is at ${url}`)
}
