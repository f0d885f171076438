import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { exit, write, type Io } from '../io.ts'
import { findNewerNode, isNewEnough } from '@guichet/ledger-restate/node'

export interface RestateServiceRequest {
  readonly port: number
  readonly host: string
  /** Restate's admin address; `null`: the service is registered by other means. */
  readonly admin: string | null
  /** Where Restate's nodes reach the service; `null`: where it listens. */
  readonly url: string | null
  /** Public keys of the servers that may call it; none: anybody may. */
  readonly identityKeys: readonly string[]
}

/** How long to wait for Restate's servers, in milliseconds. */
const patience = 120_000

/** `guichet restate-service`: the phone numbers' objects, until a signal ends the process. */
export const restateServiceCommand = (request: RestateServiceRequest, io: Io): Promise<number> =>
  isNewEnough() ? serve(request, io) : inNewerNode(io)

/** Runs this very command in another Node. */
const inNewerNode = async (io: Io): Promise<number> => {
  const node = await findNewerNode((words) => write(io.stderr, `guichet: ${words}\n`))
  const [, program = '', ...args] = process.argv
  // By the channel it notices when this process ends without a word.
  const child = spawn(node, [program, ...args], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  void io.untilStopped().then(() => child.kill('SIGTERM'))
  const [code]: readonly unknown[] = await once(child, 'close')
  return typeof code === 'number' ? code : exit.unusable
}

const serve = async (request: RestateServiceRequest, io: Io): Promise<number> => {
  const { host, port, admin, identityKeys } = request
  const stopped = Promise.race([
    io.untilStopped(),
    ...(process.connected ? [once(process, 'disconnect')] : []),
  ])
  const { register, serveObjects } = await import('@guichet/ledger-restate/service')
  const keys = identityKeys.length === 0 ? {} : { identityKeys }
  const service = await serveObjects({
    host,
    port,
    warn: (words) => io.stderr.write(`guichet: ${words}\n`),
    ...keys,
  })
  try {
    const url = request.url ?? `http://${host.includes(':') ? `[${host}]` : host}:${service.port}`
    const leaving = new AbortController()
    const ready = async (): Promise<void> => {
      if (admin !== null) await register({ admin, url, patience, signal: leaving.signal })
      await write(io.stdout, `${url}\n`)
      await stopped
    }
    await Promise.race([ready(), stopped]).finally(() => leaving.abort())
    return exit.fine
  } finally {
    await service.close()
    // The channel to a process that runs this in another Node would keep it going.
    if (process.connected) process.disconnect()
  }
}
