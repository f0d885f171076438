import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { Aedes } from 'aedes'

/** An MQTT broker on a free port. What a known client has not acknowledged comes again when it is back. */
export interface Broker {
  readonly port: number
  /** Resolves once the broker has it. */
  readonly publish: (topic: string, payload: string) => Promise<void>
  readonly close: () => Promise<void>
}

export const startBroker = async (): Promise<Broker> => {
  const broker = await Aedes.createBroker()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    broker.handle(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    publish: (topic, payload) =>
      new Promise((resolve, reject) =>
        broker.publish({ cmd: 'publish', topic, payload, qos: 1, dup: false, retain: false }, (error) =>
          error ? reject(error) : resolve(),
        ),
      ),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await new Promise<void>((resolve) => broker.close(() => resolve()))
    },
  }
}
