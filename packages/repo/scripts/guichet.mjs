import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run.mjs'
import { setUp } from './setup.mjs'

// In a fresh clone there is nothing to run yet; what setting up prints is no output of the command.
const cli = join(root, 'packages', 'cli')
if (!existsSync(join(cli, 'dist', 'index.js'))) setUp()
await import(pathToFileURL(join(cli, 'bin', 'guichet.mjs')).href)
