import type { Duplex } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/**
 * Gives each line that comes in, without its end. `head`: what came before the listener. A line that cannot be taken
 * ends the connection: the other end is not what it seems.
 */
export const linesIn = (socket: Duplex, head: Buffer, onLine: (text: string) => void): void => {
  let rest = ''
  // Sockets of Node's HTTP server decode nothing by themselves.
  const decoder = new StringDecoder('utf8')
  if (head.length > 0) socket.unshift(head)
  socket.on('data', (bytes: Buffer) => {
    const chunk = decoder.write(bytes)
    let from = 0
    for (let to = chunk.indexOf('\n'); to !== -1; to = chunk.indexOf('\n', from)) {
      const line = rest + chunk.slice(from, to)
      rest = ''
      from = to + 1
      try {
        onLine(line)
      } catch (error) {
        socket.destroy(error instanceof Error ? error : new Error('a line that cannot be read'))
        return
      }
    }
    rest += chunk.slice(from)
  })
}
