import { readFileSync } from 'node:fs'
import pg from 'pg'
import { startServer } from '@guichet/store-postgres/testing'
import { median } from '../measure.ts'
import { drive, requestOf } from './load.ts'
import { secret, startServe, type ServerProcess } from './servers.ts'

/** How many processes there are, and how many webhooks each has open at once. */
const processes = 4
const openEach = 64

/** What each process gets: first to warm up, for a new process compiles as it goes, and then to be measured. */
const warmingUpEach = 3_000
const measuredEach = 4_000

const rounds = 3
const aim = 1.3

/** A pass over one PostgreSQL: the processes share its database, or each has one of its own. */
interface Pass {
  readonly processes: number
  readonly isShared: boolean
}

/**
 * Prints the processor time of a webhook in four `guichet serve` on one database, where a balancer gives to each in
 * turn: beside one process, and beside four that know nothing of each other, at the same load for each process.
 */
export const processesBesideOne = async (): Promise<void> => {
  const [one, apart, together]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    one.push(await costOf({ processes: 1, isShared: true }))
    apart.push(await costOf({ processes, isShared: false }))
    together.push(await costOf({ processes, isShared: true }))
    console.error(
      `› round ${round + 1}: ${[one, apart, together].map((all) => all.at(-1)?.toFixed(3)).join(', ')} ms`,
    )
  }
  const ratio = median(together) / median(one)
  console.log(
    `several processes on one PostgreSQL: processor time of a signed webhook, ${openEach} open at once in each process`,
  )
  console.log(`  one process                              ${median(one).toFixed(3)} ms`)
  console.log(`  ${processes} processes on databases of their own    ${median(apart).toFixed(3)} ms`)
  console.log(`  ${processes} processes on one database, in turn     ${median(together).toFixed(3)} ms`)
  console.log(`  ratio to those on their own databases    ${(median(together) / median(apart)).toFixed(2)}`)
  console.log(
    `  ratio to one process                     ${ratio.toFixed(2)} (target ${aim} or less: ${ratio <= aim ? 'reached' : 'MISSED'})\n`,
  )
}

/** Milliseconds of the processor for each webhook, over all processes; that of PostgreSQL does not count. */
const costOf = async ({ processes: count, isShared }: Pass): Promise<number> => {
  const server = await startServer()
  const gateways: ServerProcess[] = []
  try {
    const urls = isShared ? [server.url] : await databasesOn(server.url, count)
    for (let index = 0; index < count; index++)
      gateways.push(await startServe(urls[index % urls.length] ?? server.url))
    if (isShared && count > 1) await Promise.all(gateways.map(({ logged }) => logged(`"processes":${count}`)))
    const total = (warmingUpEach + measuredEach) * count
    const requests = Array.from({ length: total }, (_, index) => requestOf(bodyOf(index, count), secret))
    const driveAll = async (from: number, to: number): Promise<void> => {
      const some = requests.slice(from, to)
      await Promise.all(
        gateways.map(({ port }, gateway) =>
          drive({
            port,
            requests: some.filter((_, index) => index % count === gateway),
            connections: openEach,
            rate: null,
          }),
        ),
      )
    }
    await driveAll(0, warmingUpEach * count)
    const before = gateways.map(processorTime)
    await driveAll(warmingUpEach * count, total)
    const used = gateways.reduce(
      (sum, gateway, index) => sum + processorTime(gateway) - (before[index] ?? 0),
      0,
    )
    return used / (measuredEach * count)
  } finally {
    await Promise.all(gateways.map(({ end }) => end()))
    server.remove()
  }
}

/** Databases of that server, as URLs. */
const databasesOn = async (url: string, count: number): Promise<readonly string[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const urls: string[] = []
    for (let index = 0; index < count; index++) {
      await client.query(`CREATE DATABASE bench${index}`)
      const own = new URL(url)
      own.pathname = `/bench${index}`
      urls.push(own.href)
    }
    return urls
  } finally {
    await client.end()
  }
}

/** A process has used so many milliseconds of the processor. Linux says so, in hundredths of a second. */
const processorTime = ({ pid }: ServerProcess): number => {
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const [user = '', system = ''] = rest.split(' ').slice(11)
  return (Number(user) + Number(system)) * 10
}

/** A message of one of 100 customers to one of seven phone numbers for each process; each process gets all of them. */
const bodyOf = (index: number, count: number): string => {
  const turn = Math.floor(index / count)
  const number = turn % (7 * count)
  const message = {
    from: `1555010${String(Math.floor(turn / (7 * count)) % 100).padStart(4, '0')}`,
    id: `wamid.${index}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body: 'Hello' },
  }
  const value = { metadata: { phone_number_id: `${100 + number}` }, messages: [message] }
  return JSON.stringify({ entry: [{ id: '200', changes: [{ field: 'messages', value }] }] })
}
