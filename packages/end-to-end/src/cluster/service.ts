import { fileURLToPath } from 'node:url'
import { freePorts, start, until, type Running } from './processes.ts'

/** The service process, which Restate calls for the objects. */
export interface ServiceProcess {
  /** Where it listens. */
  readonly url: string
  readonly kill: () => Promise<void>
  /** Starts it again at its address; resolves once it is registered. */
  readonly restart: () => Promise<void>
  /** Has it do nothing at all, with its calls where they are, until it goes on. */
  readonly halt: () => void
  readonly goOn: () => void
  readonly close: () => Promise<void>
}

const guichet = fileURLToPath(new URL('../../../cli/bin/guichet.mjs', import.meta.url))

/**
 * `node` is the path of a Node that is new enough, so that this process itself is the one that is killed. It answers only
 * servers that sign by one of the keys, or any unless some are given.
 */
export const startService = async (
  node: string,
  admin: string,
  identityKeys: readonly string[] = [],
): Promise<ServiceProcess> => {
  const [port = 0] = await freePorts(1)
  const url = `http://127.0.0.1:${port}`
  let running: Running | null = null
  const restart = async (): Promise<void> => {
    const keys = identityKeys.flatMap((key) => ['--identity-key', key])
    const one = start(node, [guichet, 'restate-service', '--port', String(port), '--admin', admin, ...keys])
    running = one
    await until('the service process', one, async () => one.said().includes(`${url}\n`))
  }
  await restart()
  return {
    url,
    halt: () => running?.halt(),
    goOn: () => running?.goOn(),
    kill: async () => {
      await running?.kill()
    },
    restart,
    close: async () => {
      await running?.end()
    },
  }
}
