// An engine that speaks the protocol, and for which every window is shut.
import { createInterface } from 'node:readline'

const closed = {
  phase: 'closed',
  serviceWindow: null,
  conversation: null,
  entryPoint: null,
  billedConversations: [],
}
const refused = {
  answer: 'refused',
  reasons: [{ code: 'service-window-closed', because: ['G6'] }],
  remedies: [],
}
const replies = {
  reset: { rulebooks: [] },
  absorb: { absorbed: 1, duplicates: 0, late: 0 },
  view: { ...closed, rulebook: '2026-10-01' },
  ask: refused,
  charges: { charges: [] },
}
createInterface({ input: process.stdin }).on('line', (line) => {
  const { op } = JSON.parse(line)
  process.stdout.write(`${JSON.stringify({ ok: true, ...replies[op] })}\n`)
})
