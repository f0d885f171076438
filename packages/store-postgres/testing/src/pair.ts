import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { serverUser } from './binaries.ts'
import { crash } from './crash.ts'
import { startDoor, type Door } from './door.ts'
import { freePort, runProgram, runServer, type Programs } from './programs.ts'
import { inNewFolder, password, urlOf } from './server.ts'

/**
 * A primary and a synchronous standby, behind one address that leads to the primary, as a virtual IP address or
 * the name of a cloud's database does.
 */
export interface Pair {
  readonly url: string
  /** Ends the primary at any instruction, as a crash does. Nothing takes its place by itself. */
  readonly killPrimary: () => void
  /** Makes the standby the primary, and leads the address to it. It commits without a standby from then on. */
  readonly promote: () => Promise<void>
  /** Makes a new standby in the place of the one that was killed; resolves once commits wait for it. */
  readonly rejoin: () => Promise<void>
  /** Stops and deletes all of it. */
  readonly remove: () => Promise<void>
}

interface Node {
  readonly data: string
  readonly port: number
}

export const startPair = (): Promise<Pair> =>
  inNewFolder(async (programs, data) => {
    const [port, other] = [await freePort(), await freePort()]
    const nodes: readonly [Node, Node] = [
      { data, port },
      { data: join(programs.folder, 'data-2'), port: other },
    ]
    const door = await startDoor(port)
    await startNode(programs, nodes[0], nodes[1])
    await follow(programs, nodes[0], nodes[1])
    return pairOf(programs, nodes, door)
  })

const pairOf = (programs: Programs, nodes: readonly [Node, Node], door: Door): Pair => {
  let [primary, standby] = nodes
  return {
    url: urlOf(door.port),
    killPrimary: () => crash(primary.data),
    promote: async () => {
      runProgram(programs, 'pg_ctl', ['-D', standby.data, 'promote', '-w'])
      ;[primary, standby] = [standby, primary]
      // Else every commit would wait until a standby is there.
      await waitForStandbys(primary, '')
      door.leadTo(primary.port)
    },
    rejoin: () => follow(programs, primary, standby),
    remove: async () => {
      await door.close()
      for (const { data } of [standby, primary]) crash(data)
      rmSync(programs.folder, { recursive: true, force: true })
    },
  }
}

const startNode = (programs: Programs, { data, port }: Node, other: Node): Promise<void> =>
  runServer(programs, data, port, [
    'hot_standby=on',
    'wal_keep_size=512MB',
    `primary_conninfo=host=127.0.0.1 port=${other.port} user=guichet password='${password}'`,
  ])

/** Makes a standby from a copy of the primary, and has commits wait for it. */
const follow = async (programs: Programs, primary: Node, standby: Node): Promise<void> => {
  rmSync(standby.data, { recursive: true, force: true })
  await onServer(primary, async (client) => {
    await client.query(`SELECT pg_backup_start('standby', true)`)
    copyData(programs, primary.data, standby.data)
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)')
    writeFileSync(join(standby.data, 'backup_label'), rows[0]?.labelfile ?? '')
  })
  writeFileSync(join(standby.data, 'standby.signal'), '')
  own(standby.data)
  await startNode(programs, standby, primary)
  await waitForStandbys(primary, '*')
  await onServer(primary, async (client) => {
    const isInStep = async (): Promise<boolean> =>
      (await client.query(`SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'`)).rowCount === 1
    while (!(await isInStep())) await wait(20)
  })
}

/** All files but those of the server that runs, and its log, which the standby reads from the primary. */
const copyData = ({ folder }: Programs, from: string, to: string): void => {
  const left = new Set(['postmaster.pid', 'postmaster.opts', 'pg_wal', 'pg_replslot', 'standby.signal'])
  mkdirSync(to, { mode: 0o700 })
  for (const name of ['pg_wal', 'pg_replslot']) mkdirSync(join(to, name), { mode: 0o700 })
  const names = readdirSync(from).filter((name) => !left.has(name))
  execFileSync('cp', ['-a', ...names.map((name) => join(from, name)), to], { cwd: folder, stdio: 'pipe' })
}

const own = (data: string): void => {
  const user = serverUser()
  if (user !== null) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, data])
}

/** Sets which standbys a commit waits for. */
const waitForStandbys = (node: Node, names: '' | '*'): Promise<void> =>
  onServer(node, async (client) => {
    await client.query(`ALTER SYSTEM SET synchronous_standby_names = '${names}'`)
    await client.query('SELECT pg_reload_conf()')
  })

const onServer = async (node: Node, work: (client: pg.Client) => Promise<void>): Promise<void> => {
  const client = new pg.Client({ connectionString: urlOf(node.port) })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
