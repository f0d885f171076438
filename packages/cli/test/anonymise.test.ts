import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { readWebhook } from '@guichet/cloud-api'
import type { Event } from '@guichet/core'
import { describe, expect, test } from 'vitest'
import { writeEvent } from '../../runtime/src/event-text.ts'
import { catalogue } from '../../cloud-api/test/catalogue.ts'
import { newNames } from '../src/anonymise/names.ts'
import { noting, replaceIn, replacing } from '../src/anonymise/replace.ts'
import { run } from './support/run.ts'

const bakery = fileURLToPath(new URL('../examples/bakery.ndjson', import.meta.url))

interface Report {
  readonly findings: readonly Readonly<Record<string, unknown>>[]
  readonly unread: readonly unknown[]
}

/** An audit without what names somebody: the rest has to stay. */
const auditOf = async (file: string): Promise<unknown> => {
  const { stdout, code } = await run(['audit', '--format', 'json', '--time-zone', 'Europe/Paris', file])
  const { findings, ...report } = JSON.parse(stdout) as Report
  const bare = findings.map(({ code: finding, at, because }) => ({ finding, at, because }))
  const unread = report.unread.map((one) => JSON.stringify(one).replace(/not JSON: .*/, 'not JSON'))
  return { code, ...report, unread, findings: bare }
}

const inFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-'))
  await work(folder)
  await rm(folder, { recursive: true })
}

describe('a log that nobody is named in', () => {
  test('comes to the same audit', () =>
    inFolder(async (folder) => {
      const shared = join(folder, 'shared.ndjson')
      expect(await run(['anonymise', '--out', shared, bakery])).toMatchObject({
        code: 0,
        stdout: '',
        stderr: '',
      })
      expect(await auditOf(shared)).toEqual(await auditOf(bakery))
    }))

  test('comes to the same bill, by the same rate card', () =>
    inFolder(async (folder) => {
      const { stdout: shared } = await run(['anonymise', bakery])
      const file = join(folder, 'shared.ndjson')
      await writeFile(file, gzipSync(shared))
      const card = fileURLToPath(new URL('../examples/list-rates.csv', import.meta.url))
      const rates = join(folder, 'rates.csv')
      await run(['rates', 'convert', card, '--effective', '2026-07-01', '--out', rates])
      const priced = async (log: string): Promise<unknown> => {
        const { stdout } = await run(['audit', '--format', 'json', '--rates', rates, log])
        return (JSON.parse(stdout) as { readonly charges: unknown }).charges
      }
      expect(await priced(file)).toEqual(await priced(bakery))
    }))

  test('holds no number, id, name or text of the first', async () => {
    const before = await readFile(bakery, 'utf8')
    const { stdout } = await run(['anonymise'], { stdin: before })
    const said = [
      ...before.matchAll(/"(?:body|name|wa_id|id|user_id|from|message_template_name)":"([^"]{5,})"/g),
    ]
    const words = new Set(said.map(([, word = '']) => word))
    expect(words.size).toBeGreaterThan(40)
    expect([...words].filter((word) => stdout.includes(`"${word}"`))).toEqual([])
    expect(stdout.split('\n').length).toBe(before.split('\n').length)
  })

  test('has lines that are not JSON where the first had', async () => {
    const stdin = '{"object":"whatsapp_business_account","entry":[]}\n{"call me on 0612345678\n[1,"Zoé"]\n'
    const { stdout } = await run(['anonymise'], { stdin })
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      '{"object":"whatsapp_business_account","entry":[]}',
      'not JSON',
    ])
    expect(stdout).not.toMatch(/Zoé|0612/)
  })

  test('says the same in two runs with the same secret', async () => {
    const once = await run(['anonymise', '--secret', 'a', bakery])
    expect(await run(['anonymise', '--secret', 'a', bakery])).toEqual(once)
    expect((await run(['anonymise', '--secret', 'b', bakery])).stdout).not.toBe(once.stdout)
  })

  test('is not written where the first cannot be read', async () => {
    const { code, stdout, stderr } = await run(['anonymise', 'no-such.ndjson'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('no-such.ndjson')
  })
})

const onTheWire = (event: Event): unknown => JSON.parse(writeEvent(event))

describe('reading and replacing may change places', () => {
  test.each(Object.entries(catalogue))('%s', (_, body) => {
    const read = readWebhook(body)
    const events = read.events.map(onTheWire)
    const names = newNames()
    replaceIn(body, noting(names))
    replaceIn(events, noting(names))
    const by = replacing(names, 'secret')
    const after = readWebhook(replaceIn(body, by))
    // What is made of other ids has no name of its own.
    const named = (list: unknown): unknown =>
      (list as readonly { readonly id: string }[]).map(({ id, ...event }) =>
        id.includes('/') ? event : { ...event, id },
      )
    expect(named(after.events.map(onTheWire))).toEqual(named(replaceIn(events, by)))
    expect(after.unread.map(({ path }) => path)).toEqual(read.unread.map(({ path }) => path))
  })
})
