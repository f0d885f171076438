import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { bakery, bakeryPath } from './support/bakery.ts'
import { day, messaged, outbound, sent, status } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { run } from './support/run.ts'

const folder = temporaryFolder()
const page = async (stdin: string, ...args: readonly string[]): Promise<string> =>
  (await run(['audit', '--format', 'html', ...args, '-'], { stdin })).stdout
const written = (lines: readonly unknown[]): string => lines.map((line) => JSON.stringify(line)).join('\n')
const bakeryPage = await page(bakery)

/** The names of elements and attributes of a page; texts and styles left out. */
const markup = (html: string): readonly string[] =>
  [...html.replaceAll(/<style>[^]*?<\/style>/g, '').matchAll(/<[a-z][^>]*>/gi)].map(([tag]) =>
    tag.replaceAll(/="[^"]*"/g, ''),
  )

describe('the page of the example log', () => {
  test('is one file that loads and runs nothing', () => {
    expect(bakeryPage).toMatch(/^<!doctype html>/)
    expect(bakeryPage).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(bakeryPage).not.toMatch(
      /<(script|link|img|iframe|object|embed|base|form|foreignObject|use|image)\b/i,
    )
    expect(bakeryPage).not.toMatch(/url\(|@import|javascript:|\s(src|srcset|xlink:href|action)=/i)
    for (const tag of markup(bakeryPage)) expect(tag).not.toMatch(/\son\w+/i)
    for (const [, target] of bakeryPage.matchAll(/\shref="([^"]*)"/g)) expect(target).toMatch(/^#/)
  })

  test('links only to what is on it', () => {
    const ids = new Set([...bakeryPage.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id))
    const targets = [...bakeryPage.matchAll(/\shref="#([^"]*)"/g)].map(([, id]) => id)
    expect(targets.length).toBeGreaterThan(5)
    for (const target of targets) expect(ids).toContain(target)
  })

  test('pictures each thread with findings, and what WhatsApp refused', () => {
    expect(bakeryPage.match(/<figure /g)).toHaveLength(7)
    expect(bakeryPage.match(/<svg /g)).toHaveLength(8)
    for (const n of ['03', '04', '11', '12', '10', '09', '08'])
      expect(bakeryPage).toContain(`aria-label="FR.10000000000000000${n} at 1000000000000`)
  })

  test('names every finding, clause and unread part', () => {
    for (const id of ['chloe2', 'david7', 'karim3', 'lea1', 'jules1', 'ines2', 'ines5', 'hugo2'])
      expect(bakeryPage).toContain(`<code>wamid.${id}</code>`)
    expect(bakeryPage).toContain('id="clause-CSW-3"')
    expect(bakeryPage).toContain('message type not known today: poll_vote')
    expect(bakeryPage).toContain('-:89')
  })

  test('is the same from a file, in a file', async () => {
    const out = folder.path('page.html')
    const { code, stdout } = await run(['audit', '--format', 'html', '--out', out, bakeryPath])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect((await readFile(out, 'utf8')).replaceAll(bakeryPath, '-')).toBe(bakeryPage)
  })
})

describe('a page', () => {
  test('says so when nothing was found', async () => {
    const { code, stdout } = await run(['audit', '--format', 'html'], {
      stdin: written([messaged('a', day(9))]),
    })
    expect(code).toBe(0)
    expect(stdout).toContain('No findings.')
    expect(stdout).not.toMatch(/<figure|<table/)
  })

  test('shows the one thread that was named, findings or not', async () => {
    const amelie = await page(bakery, '--thread', '100000000000001/+33639980001')
    expect(amelie).toContain('No findings.')
    expect(amelie.match(/<figure /g)).toHaveLength(1)
    expect(amelie).toContain('aria-label="FR.1000000000000000001 at 100000000000001"')
  })

  test('of a thread that nobody knows is a page all the same', async () => {
    expect(await page(bakery, '--thread', '1/<b>')).toMatch(/<\/html>\n$/)
  })

  test('pictures forty threads at most and says how many more there are', async () => {
    const outside = Array.from({ length: 43 }, (_, n) =>
      sent(`s${n}`, day(9), { customer: `336399800${n + 10}` }),
    )
    const html = await page(written([messaged('early', day(1)), ...outside]))
    expect(html.match(/<figure /g)).toHaveLength(40)
    expect(html).toContain('3 more threads with findings have no picture.')
  })

  test('draws records that name no phone number in the thread that they were placed in', async () => {
    const request = { to: '33639980001', type: 'text', text: { body: 'a' } }
    const html = await page(written([messaged('hello', day(9)), outbound('late', day(12), { request })]))
    expect(html).toContain('<code>late</code>')
    expect(html.match(/<svg /g)).toHaveLength(1)
  })
})

describe('what comes from outside is text:', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '" onmouseover="alert(1)',
    '</style></svg><script>',
    '&lt;b&gt;',
    ']]><!--',
  ]
  const plain = [...new Set(markup(bakeryPage).map((tag) => tag.split(/[\s>]/)[0]))]

  test.each(hostile)('%s', async (evil) => {
    const thread = { phoneNumberId: evil, customer: evil }
    const template = { content: { kind: 'template', name: evil, language: evil, category: evil } }
    const registered = {
      type: 'template-changed',
      id: evil,
      at: day(1),
      name: evil,
      language: evil,
      status: evil,
    }
    const html = await page(
      written([
        registered,
        messaged(`early ${evil}`, day(1), { ...thread, kind: evil }),
        messaged(evil, day(9), { ...thread, entryPoint: { source: 'ad', id: evil } }),
        sent(`outside ${evil}`, day(12), thread),
        status(`outside ${evil}`, 'failed', day(12), { ...thread, errorCode: 131047 }),
        sent(`template ${evil}`, day(12), { ...thread, ...template }),
        { type: evil },
        evil,
      ]),
      '--thread',
      `${evil.replaceAll('/', '')}/${evil}`,
    )
    const whole = await page(
      written([messaged('early', day(1), thread), sent(`outside ${evil}`, day(12), thread), { type: evil }]),
    )
    for (const result of [html, whole]) {
      for (const tag of markup(result)) expect(plain).toContain(tag.split(/[\s>]/)[0])
      for (const tag of markup(result)) expect(tag).not.toMatch(/\son\w+/i)
      // A quotation mark does harm in an attribute only.
      if (/[<&]/.test(evil)) expect(result).not.toContain(evil)
    }
    expect(whole).toContain('outside ')
  })
})
