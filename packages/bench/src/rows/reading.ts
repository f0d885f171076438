import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readWebhookText } from '@guichet/cloud-api'
import { webhookBodies } from '../durable/receiver.ts'
import { costOf } from '../table/cost-of.ts'
import type { Cost, Race, Row } from '../table/row.ts'
import { loadBodies } from './rivals.ts'

const readingAll =
  (bodies: readonly string[], read: (text: string) => unknown): Cost =>
  () =>
    costOf(bodies.length, () => {
      for (const body of bodies) read(body)
    })

const race = async (bodies: readonly string[]): Promise<Race> => {
  const { readers } = await loadBodies()
  const rivals = Object.entries(readers).map(([name, read]) => [name, readingAll(bodies, read)] as const)
  return {
    ours: readingAll(bodies, readWebhookText),
    rivals: { 'JSON.parse': readingAll(bodies, JSON.parse), ...Object.fromEntries(rivals) },
  }
}

/** The bodies of the bakery's log, of all kinds, many times over; one line is cut off and left out. */
const bakery = (): readonly string[] => {
  const cli = dirname(dirname(createRequire(import.meta.url).resolve('@guichet/cli')))
  const lines = readFileSync(join(cli, 'examples', 'bakery.ndjson'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"entry"') && line.endsWith('}'))
  return Array.from({ length: 200 }, () => lines).flat()
}

const floor =
  'JSON.parse takes 2.4 µs of 3.4, and 0.85 leaves 0.4 for all else; the messages beside the events take 0.1 to 0.35 µs, and an accessor that makes them later takes 2.6'

export const readingRows: readonly Row[] = [
  {
    row: 'decode',
    what: 'webhook bodies of support traffic, one event each',
    unit: 'bodies a CPU second',
    figure: 'rate',
    target: { rival: 'JSON.parse', atLeast: 0.85 },
    floor,
    race: () => race(webhookBodies(20_000, 1_000)),
  },
  {
    row: 'decode-bakery',
    what: 'the webhook bodies of the bakery in the examples: templates, prices, echoes, statuses',
    unit: 'bodies a CPU second',
    figure: 'rate',
    target: { rival: 'JSON.parse', atLeast: 0.75 },
    floor,
    race: () => race(bakery()),
  },
]
