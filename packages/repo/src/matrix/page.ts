import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WebhookRequest } from '@guichet/emulator'
import { runProgram } from '../run.ts'
import { bundleForWeb } from './web.ts'
import type { Command } from './program.ts'
import { answerProblems } from './trial.ts'
import { served, environment, whatsapp } from './whatsapp.ts'

/** Runs the recipe for workers in a page of a browser, which has no storage for it but a map; gives what is wrong. */
export const pageProblems = async (
  project: string,
  recipe: string,
  { path, args }: Command,
): Promise<readonly string[]> => {
  const waiting: WebhookRequest[] = []
  const world = await whatsapp(async (webhook) => {
    waiting.push(webhook)
    return { status: 200 }
  })
  await world.hears('Bonjour')
  const script = await bundleForWeb(project, recipe + inPage(environment('/graph')), ['browser'])
  const site = await served(async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/') return html('<!doctype html><script type="module" src="/page.js"></script>')
    if (pathname === '/page.js')
      return new Response(script, { headers: { 'content-type': 'text/javascript' } })
    if (pathname === '/webhooks') return Response.json(waiting)
    // The page may ask only where it comes from.
    return pathname.startsWith('/graph/')
      ? world.answer(new Request(request.url.replace('/graph/', '/'), request))
      : new Response(null, { status: 404 })
  })
  const profile = mkdtempSync(join(tmpdir(), 'guichet-page-'))
  try {
    const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
    const { stdout, stderr } = await runProgram(path, [
      ...args,
      ...flags,
      `--user-data-dir=${profile}`,
      '--virtual-time-budget=20000',
      '--dump-dom',
      site.url,
    ])
    const said = /<body>(.*)<\/body>/s.exec(stdout)?.[1]?.trim()
    return said === 'done' ? answerProblems(world, ['Bonjour']) : [`the page says: ${said ?? stderr}`]
  } finally {
    rmSync(profile, { recursive: true, force: true })
    await site.close()
    await world.close()
  }
}

const html = (text: string): Response => new Response(text, { headers: { 'content-type': 'text/html' } })

const inPage = (settings: Readonly<Record<string, string>>): string => `
const settings = ${JSON.stringify(settings)}
settings.WHATSAPP_GRAPH_URL = location.origin + settings.WHATSAPP_GRAPH_URL
const kept = new Map()
const storage = { get: async (key) => kept.get(key), put: async (key, text) => void kept.set(key, text) }
const shop = new Shop({ storage }, settings)
try {
  for (const { headers, body } of await (await fetch('/webhooks')).json()) {
    const { status } = await shop.fetch(new Request('/webhook', { method: 'POST', headers, body }))
    if (status !== 200) throw new Error('the bot answers ' + status)
  }
  document.body.textContent = 'done'
} catch (fault) {
  document.body.textContent = String(fault)
}
`
