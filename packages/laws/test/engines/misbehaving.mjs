// Engines that break the protocol, each in its own way: node misbehaving.mjs WAY
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const [, , way, note] = process.argv
const say = (value) => process.stdout.write(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
let heard = 0

const ways = {
  hangs: () => (heard <= 3 ? say({ ok: true }) : undefined),
  silent: () => undefined,
  crashes: () => {
    if (heard < 3) return say({ ok: true })
    process.stderr.write('first word\nTypeError: no such rule\n')
    process.exit(3)
  },
  leaves: () => (heard < 3 ? say({ ok: true }) : process.exit(0)),
  babbles: () => say(heard < 3 ? { ok: true } : 'I do not know'),
  lists: () => say([1, 2]),
  nests: () => say(`{"ok":true,"deep":${'['.repeat(9000)}${']'.repeat(9000)}}`),
  echoes: (line) => say(JSON.parse(line)),
  doubles: () => [1, 2].forEach(() => say({ ok: true })),
  endless: () => {
    const more = () => process.stdout.write('x'.repeat(65536), more)
    more()
  },
  // Leaves something behind that would go on forever.
  begets: () => {
    if (heard === 1) process.stderr.write(`${spawn('sleep', [note ?? '300'], { stdio: 'ignore' }).pid}\n`)
    say({ ok: true })
  },
  greets: () => say({ ok: true }),
}
if (way === 'greets') say('Welcome!')
createInterface({ input: process.stdin }).on('line', (line) => {
  heard++
  ways[way](line)
})
