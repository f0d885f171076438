import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run.mjs'
import { setUpModules } from './setup.mjs'

setUpModules()
const { writeSite } = await import(pathToFileURL(join(root, 'packages', 'site', 'dist', 'index.js')).href)
console.log(`The site is in ${await writeSite()}`)
