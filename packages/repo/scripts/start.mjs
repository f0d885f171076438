import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { whenOrphaned } from './orphaned.mjs'
import { root } from './run.mjs'
import { setUp } from './setup.mjs'

// With credentials in the environment the gateway serves a real account; without, an emulated one.
const credentials = ['WHATSAPP_APP_SECRET', 'WHATSAPP_ACCESS_TOKEN', 'GUICHET_API_KEY']
const isForReal = credentials.some((name) => (process.env[name] ?? '') !== '')

setUp()
const guichet = join('packages', 'cli', 'bin', 'guichet.mjs')
const args = [guichet, isForReal ? 'serve' : 'demo', ...process.argv.slice(2)]
const gateway = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })

// The child ends by itself at a signal, and this process after it. A terminal signals both; `kill` signals
// only us.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => gateway.kill('SIGTERM'))
whenOrphaned(() => gateway.kill('SIGTERM'))
gateway.on('error', ({ message }) => {
  console.error(message)
  process.exitCode = 1
})
gateway.on('exit', (code) => {
  process.exitCode = code ?? 1
})
