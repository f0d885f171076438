import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { whenOrphaned } from './orphaned.mjs'
import { root } from './run.mjs'
import { setUp } from './setup.mjs'

// In a fresh clone there is nothing to run yet; what setting up prints is no output of the command.
const cli = join(root, 'packages', 'cli')
if (!existsSync(join(cli, 'dist', 'index.js'))) setUp()
// A server ends as if it had got the signal itself.
whenOrphaned(() => process.kill(process.pid, 'SIGTERM'))
await import(pathToFileURL(join(cli, 'bin', 'guichet.mjs')).href)
