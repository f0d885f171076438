import { InvalidArgumentError } from 'commander'
import type { OwnAddress } from './peers.ts'
import type { Environment } from './settings.ts'

/** Under which address the other processes on the store reach this one. */
export interface PeerAddress {
  readonly host: string
  /** `null`: the port of the gateway. */
  readonly port: number | null
}

const hint = 'write HOST or HOST:PORT, such as 10.0.0.5:8080 or [fd00::5]:8080'

/** Reads an address: a host name or an IP address, and perhaps a port. */
export const peerAddress = (text: string): PeerAddress => {
  const read = readAddress(text.trim())
  if (read === null) throw new InvalidArgumentError(hint)
  return read
}

/**
 * The address from the option, else from `GUICHET_PEER_ADDRESS`; `null` where neither is given. Throws a readable error
 * for another text.
 */
export const peerAddressBy = (option: PeerAddress | null, environment: Environment): PeerAddress | null => {
  const text = environment['GUICHET_PEER_ADDRESS']?.trim() ?? ''
  if (option !== null || text === '') return option
  const read = readAddress(text)
  if (read === null) throw new Error(`GUICHET_PEER_ADDRESS: ${hint}`)
  return read
}

/**
 * How others reach a gateway that listens there. One that listens on a single address is reached only there; one that
 * listens on all does not know its own, unless it is given.
 */
export const ownAddress = (
  given: PeerAddress | null,
  listening: { readonly host: string; readonly port: number },
): OwnAddress => {
  if (given !== null) return { host: given.host, port: given.port ?? listening.port }
  return { host: everywhere.has(listening.host) ? null : listening.host, port: listening.port }
}

/** What a server listens on to listen on every address of its machine. */
const everywhere: ReadonlySet<string> = new Set(['', '0.0.0.0', '::', '::0', '0:0:0:0:0:0:0:0'])

const readAddress = (text: string): PeerAddress | null => {
  // An IPv6 address by itself is no host with a port.
  const bare = isHost(`[${text}]`) ? `[${text}]` : text
  const [, name = '', portText] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(bare) ?? []
  const port = portText === undefined ? null : Number(portText)
  if (!isHost(name) || (port !== null && !(port > 0 && port <= 65_535))) return null
  return { host: name.replace(/^\[|\]$/g, ''), port }
}

/** Would a URL take it as its host, and leave it as it is? */
const isHost = (name: string): boolean => {
  const url = `http://${name}/`
  if (!/^[\w.\-[\]:%]+$/.test(name) || !URL.canParse(url)) return false
  const { host, username, password } = new URL(url)
  return (
    host !== '' && `${username}${password}` === '' && (name.startsWith('[') || host === name.toLowerCase())
  )
}
