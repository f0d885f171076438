/** A path of the Graph API under our own address. */
export type GraphPath =
  /** A path that sends messages; the gateway decides these. */
  | {
      readonly is: 'messages'
      readonly phoneNumberId: string
      readonly endpoint: Endpoint
      readonly path: string
    }
  /** Where the business calls customers; the gateway decides these, too. */
  | { readonly is: 'calls'; readonly phoneNumberId: string; readonly path: string }
  /** Names such a place in a way that none of Graph's clients does; a server might take it for one. */
  | { readonly is: 'near-messages'; readonly path: string }
  /** Where several requests are sent as one, past every decision. */
  | { readonly is: 'batch'; readonly path: string }
  /** Where Graph tells what a token may do. */
  | { readonly is: 'debug-token'; readonly path: string }
  /** Where parts of a file go. */
  | { readonly is: 'upload'; readonly path: string }
  | { readonly is: 'other'; readonly path: string }
  /** Written as no client writes it: servers differ in what they make of it. */
  | { readonly is: 'unwritten' }

type Endpoint = 'messages' | 'marketing_messages'

/**
 * Does the path belong to the Graph API? It begins with a version, such as `/v24.0`, or without one with an
 * id or one of the few names that are no ids. No path of the gateway begins so. A percent-encoded beginning
 * means the same.
 */
export const isGraphPath = (path: string): boolean => {
  const first = decodedWholly(path)
    .normalize('NFKC')
    .split(/[/\\]/)
    .find((segment) => segment !== '')
  return first !== undefined && (version.test(first) || root.test(first))
}

const version = /^v\d+(\.\d+)?$/i

/** An id of digits, of an upload, of an ad account or of a group; or a name. */
const root = /^(\d+|upload:.*|act_\d+|[\w-]{24,}=*|debug_token|me|app|oauth)$/i

/**
 * Tells the paths apart. `path` is what goes on to Graph: the path that was decided about is the path that is
 * sent, so no server reads another one in it. Capitals, needless escapes, doubled slashes and slashes at the
 * end change nothing.
 */
export const readGraphPath = (pathname: string): GraphPath => {
  const segments: string[] = []
  for (const written of pathname.split('/').filter((segment) => segment !== '')) {
    const segment = decoded(written)
    if (segment === null || !writable.test(segment) || /^\.|\.$/.test(segment)) return { is: 'unwritten' }
    segments.push(segment)
  }
  const path = `/${segments.join('/')}`
  const inner = version.test(segments[0] ?? '') ? segments.slice(1) : segments
  const [first = '', last = ''] = inner
  if (inner.length === 0) return { is: 'batch', path }
  const endpoint = last.toLowerCase()
  if (inner.length === 2 && isEndpoint(endpoint) && !namesEndpoint(first) && !version.test(first))
    return { is: 'messages', phoneNumberId: first, endpoint, path }
  // What has no id, such as `me`, has no permission either that could be missing.
  if (inner.length === 2 && endpoint === calls && /^\d+$/.test(first))
    return { is: 'calls', phoneNumberId: first, path }
  if (inner.some(namesEndpoint)) return { is: 'near-messages', path }
  if (inner.length === 1 && first === 'debug_token') return { is: 'debug-token', path }
  return { is: first.startsWith('upload:') ? 'upload' : 'other', path }
}

/** The characters of ids and names on the Graph API: no escape of an escape, no slash and no `;`. */
const writable = /^[\w.:=@~+,-]+$/

const calls = 'calls'

const isEndpoint = (name: string): name is Endpoint => name === 'messages' || name === 'marketing_messages'

/** Is the name among the words of the segment, as in `messages.json`? */
const namesEndpoint = (segment: string): boolean =>
  segment
    .toLowerCase()
    .split(/[^a-z_]+/)
    .some((word) => isEndpoint(word) || word === calls)

const decoded = (segment: string): string | null => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}

/** More layers of encoding than any client needs; a path with more is no path of Graph's. */
const mostLayers = 6

const decodedWholly = (path: string): string => {
  let read = path
  for (let layer = 0; layer < mostLayers; layer++) {
    const next = decoded(read)
    if (next === null || next === read) break
    read = next
  }
  return read
}
