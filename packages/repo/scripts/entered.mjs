// Counts the files and functions of our sources that one webhook, one send and one question enter, over a store in
// memory: npm run entered. With --list it names the files.
import { createHmac } from 'node:crypto'
import { Session } from 'node:inspector/promises'
import { parseArgs } from 'node:util'
import { graphClient, readWebhookText } from '@guichet/cloud-api'
import { engine } from '@guichet/core'
import { gateway } from '@guichet/http'
import { memoryStore, realSurroundings, runtime } from '@guichet/runtime'

const { values } = parseArgs({ options: { list: { type: 'boolean', default: false } } })

const graph = {
  accessToken: 'EAAG',
  baseUrl: 'https://graph.facebook.com',
  fetch: () => Response.json({ contacts: [{ wa_id: '33639980001' }], messages: [{ id: 'wamid.2' }] }),
}
const rules = engine()
const surroundings = { ...realSurroundings, now: () => Date.parse('2026-10-20T12:00:00Z') }
const guichet = runtime({
  engine: rules,
  store: memoryStore(),
  read: readWebhookText,
  transport: graphClient(graph),
  surroundings,
})
const { fetch, drain } = gateway({
  runtime: guichet,
  engine: rules,
  graph,
  templates: { readList: graphClient(graph).readTemplates },
  appSecrets: ['the app secret'],
  verifyToken: 'the verify token',
  apiKeys: ['our-api-key'],
  surroundings,
})

/** The three requests about a customer. */
const requestsAbout = (customer) => {
  const message = { from: customer, id: `wamid.${customer}`, timestamp: '1792490400', type: 'text' }
  const value = { metadata: { phone_number_id: '100' }, messages: [message] }
  const webhook = JSON.stringify({ entry: [{ id: '200', changes: [{ field: 'messages', value }] }] })
  const signature = createHmac('sha256', 'the app secret').update(webhook).digest('hex')
  const json = { authorization: 'Bearer our-api-key', 'content-type': 'application/json' }
  const text = { messaging_product: 'whatsapp', to: customer, type: 'text', text: { body: 'Bonjour' } }
  const question = { phoneNumberId: '100', customer, message: { kind: 'service' } }
  return [
    ['/webhooks/whatsapp', { 'x-hub-signature-256': `sha256=${signature}` }, webhook],
    ['/v24.0/100/messages', { ...json, 'idempotency-key': customer }, JSON.stringify(text)],
    ['/ask', json, JSON.stringify(question)],
  ]
}

const post = async ([path, headers, body]) => {
  const { status } = await fetch(
    new Request(`https://gateway.example${path}`, { method: 'POST', headers, body }),
  )
  return `POST ${path} (${status})`
}

const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })

/** The functions that ran since it was asked last, by file; what runs when a module is loaded is left out. */
const entered = async () => {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  const ran = ({ ranges: [range] }) => range.count > 0 && range.startOffset > 0
  return result.flatMap(({ url, functions }) => {
    const file = /\/packages\/([^/]+)\/dist\/(.+)\.js$/.exec(url)
    const count = functions.filter(ran).length
    return file === null || count === 0 ? [] : [{ package: file[1], file: `${file[1]}/${file[2]}`, count }]
  })
}

// What is done once only, such as reading the list of templates, is done by the first customer's requests.
for (const request of requestsAbout('33639980001')) await post(request)
await entered()
for (const request of requestsAbout('33639980002')) {
  const answered = await post(request)
  const files = await entered()
  const packages = [...new Set(files.map((file) => file.package))].sort()
  const functions = files.reduce((sum, { count }) => sum + count, 0)
  const each = packages.map((name) => `${name} ${files.filter((file) => file.package === name).length}`)
  console.log(`${answered}: ${files.length} files (${each.join(', ')}), ${functions} functions`)
  if (values.list) for (const { file, count } of files) console.log(`  ${file} ${count}`)
}
await drain()
await guichet.close()
