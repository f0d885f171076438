import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { generate, parser, type Packet } from 'mqtt-packet'

/** The command line, as it is installed. */
export const guichet: string = fileURLToPath(new URL('../../../cli/bin/guichet.mjs', import.meta.url))

/** Takes messages from a topic of a broker, and pipes them into `guichet import --follow -`. */
export interface Consumer {
  /** How many messages it has acknowledged. */
  readonly acknowledged: () => number
  /** Ends it at any instruction, and its connection with it. */
  readonly kill: () => Promise<void>
  /** Ends the pipe, and gives the exit code. */
  readonly end: () => Promise<number | null>
}

export interface ConsumerInput {
  readonly port: number
  readonly topic: string
  /** The URL of the store. */
  readonly store: string
}

/** A message is acknowledged once the import says that its line is durable, and not before. */
export const startConsumer = async ({ port, topic, store }: ConsumerInput): Promise<Consumer> => {
  const args = [guichet, 'import', '--store', store, '--follow', '--acknowledge', '-']
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] })
  const closed = once(child, 'close')
  child.stdin.on('error', () => undefined)
  const socket = connect(port, '127.0.0.1')
  const say = (packet: Packet): unknown => socket.write(generate(packet))
  const packets = parser()
  socket.on('data', (bytes: Buffer) => packets.parse(bytes))
  const waiting: number[] = []
  let acknowledged = 0
  const subscribed = new Promise<void>((resolve) =>
    packets.on('packet', (packet: Packet) => {
      if (packet.cmd === 'connack')
        say({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos: 1 }] })
      else if (packet.cmd === 'suback') resolve()
      else if (packet.cmd === 'publish') {
        waiting.push(packet.messageId ?? 0)
        child.stdin.write(`${packet.payload.toString()}\n`)
      }
    }),
  )
  createInterface(child.stdout).on('line', (line) => {
    const { durable }: { readonly durable: { readonly line: number } } = JSON.parse(line)
    for (const messageId of waiting.splice(0, durable.line - acknowledged)) {
      say({ cmd: 'puback', messageId })
      acknowledged++
    }
  })
  say({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: false, clientId: topic, keepalive: 0 })
  await subscribed
  return {
    acknowledged: () => acknowledged,
    kill: async () => {
      socket.destroy()
      child.kill('SIGKILL')
      await closed
    },
    end: async () => {
      child.stdin.end()
      const [code]: (number | null)[] = await closed
      socket.destroy()
      return code ?? null
    },
  }
}
