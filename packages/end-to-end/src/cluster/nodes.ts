import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answers, freePorts, start, until, type Running } from './processes.ts'

/** Three nodes of Restate, which keep everything twice. */
export interface Nodes {
  readonly ingresses: readonly string[]
  readonly admins: readonly string[]
  /** The node that leads most partitions, and one that leads fewest; of those that run. */
  readonly roles: () => Promise<{ readonly leader: number; readonly follower: number }>
  readonly kill: (index: number) => Promise<void>
  /** Starts one again on what it kept; resolves once it answers. */
  readonly restart: (index: number) => Promise<void>
  readonly close: () => Promise<void>
}

const count = 3

interface Node {
  readonly config: string
  readonly folder: string
  readonly own: string
  readonly admin: string
  readonly ingress: string
}

/**
 * `server` is the path of Restate's program, `folder` a place for configurations and data, `identity` the path of a
 * private key by which nodes sign what they ask of services; they sign nothing unless it is given.
 */
export const startNodes = async (server: string, folder: string, identity?: string): Promise<Nodes> => {
  const ports = await freePorts(count * 3)
  const at = (port: number | undefined): string => `http://127.0.0.1:${port ?? 0}`
  const owns = ports.slice(0, count).map(at)
  const nodes = await Promise.all(
    owns.map(async (own, index): Promise<Node> => {
      const [bind, admin, ingress] = [ports[index], ports[count + index], ports[2 * count + index]]
      const config = join(folder, `node-${index + 1}.toml`)
      await mkdir(join(folder, `node-${index + 1}`))
      const signing = identity === undefined ? '' : signingWith(identity)
      await writeFile(config, configOf(index, owns, { bind, admin, ingress }) + signing)
      return {
        config,
        folder: join(folder, `node-${index + 1}`),
        own,
        admin: at(admin),
        ingress: at(ingress),
      }
    }),
  )
  const running: (Running | null)[] = nodes.map(() => null)
  const restart = async (index: number): Promise<void> => {
    const node = nodes[index]
    if (node === undefined) return
    const one = start(server, ['--no-logo', '-c', node.config, '--base-dir', node.folder])
    running[index] = one
    await until(
      `node ${index + 1} of Restate`,
      one,
      async () =>
        (await answers(`${node.admin}/health`)) && (await answers(`${node.ingress}/restate/health`)),
    )
  }
  await Promise.all(nodes.map((_, index) => restart(index)))
  return {
    ingresses: nodes.map(({ ingress }) => ingress),
    admins: nodes.map(({ admin }) => admin),
    roles: async () => {
      const leads = await Promise.all(
        nodes.map(({ own }, index) => (running[index] === null ? -1 : led(own))),
      )
      const alive = leads.flatMap((number, index) => (number < 0 ? [] : [{ number, index }]))
      const sorted = alive.toSorted((one, other) => other.number - one.number)
      return { leader: sorted[0]?.index ?? 0, follower: sorted.at(-1)?.index ?? 0 }
    },
    kill: async (index) => {
      await running[index]?.kill()
      running[index] = null
    },
    restart,
    close: async () => {
      await Promise.all(running.map((one) => one?.end()))
    },
  }
}

/** How many partitions a node leads, as its metrics say. */
const led = async (own: string): Promise<number> => {
  try {
    const answer = await fetch(`${own}/metrics`, { signal: AbortSignal.timeout(2_000) })
    const lines = (await answer.text()).split('\n')
    return lines.filter((line) => /^restate_partition_is_effective_leader\S* 1(?:\.0)?$/.test(line)).length
  } catch {
    return 0
  }
}

const configOf = (
  index: number,
  owns: readonly string[],
  ports: Readonly<Record<'bind' | 'admin' | 'ingress', number | undefined>>,
): string => `node-name = "node-${index + 1}"
cluster-name = "guichet"
auto-provision = ${index === 0}
listen-mode = "tcp"
bind-ip = "127.0.0.1"
bind-port = ${ports.bind}
advertised-address = "${owns[index]}"
default-replication = 2
default-num-partitions = 6
disable-telemetry = true
rocksdb-total-memory-size = "256MB"
log-filter = "warn"

[metadata-client]
addresses = ${JSON.stringify(owns)}

[ingress]
bind-port = ${ports.ingress}

[admin]
bind-port = ${ports.admin}
`

const signingWith = (path: string): string => `
[worker.invoker]
request-identity-private-key-pem-file = ${JSON.stringify(path)}
`
