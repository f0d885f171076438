import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A port that leads to another one, which may change. */
export interface Door {
  readonly port: number
  /** From now on it leads there; the connections that it has break. */
  readonly leadTo: (port: number) => void
  readonly close: () => Promise<void>
}

export const startDoor = async (first: number): Promise<Door> => {
  let target = first
  const sockets = new Set<Socket>()
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  const joined = (socket: Socket, other: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => {
      sockets.delete(socket)
      other.destroy()
    })
  }
  const server = createServer({ noDelay: true }, (incoming) => {
    const outgoing = connect({ port: target, host: '127.0.0.1', noDelay: true })
    joined(incoming, outgoing)
    joined(outgoing, incoming)
    incoming.pipe(outgoing).pipe(incoming)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (port) => {
      target = port
      breakAll()
    },
    close: async () => {
      breakAll()
      server.close()
    },
  }
}
