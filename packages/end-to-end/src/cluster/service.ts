import { fileURLToPath } from 'node:url'
import { freePorts, start, until, type Running } from './processes.ts'

/** The service process, which Restate calls for the objects. */
export interface ServiceProcess {
  readonly kill: () => Promise<void>
  /** Starts it again at its address; resolves once it is registered. */
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

const guichet = fileURLToPath(new URL('../../../cli/bin/guichet.mjs', import.meta.url))

/** `node` is the path of a Node that is new enough, so that this process itself is the one that is killed. */
export const startService = async (node: string, admin: string): Promise<ServiceProcess> => {
  const [port = 0] = await freePorts(1)
  let running: Running | null = null
  const restart = async (): Promise<void> => {
    const one = start(node, [guichet, 'restate-service', '--port', String(port), '--admin', admin])
    running = one
    await until('the service process', one, async () => one.said().includes(`http://127.0.0.1:${port}\n`))
  }
  await restart()
  return {
    kill: async () => {
      await running?.kill()
    },
    restart,
    close: async () => {
      await running?.end()
    },
  }
}
