import type { KeyWatch } from '../access/key-watch.ts'
import type { GraphPath } from './graph-path.ts'

/** The query as Graph gets it, with its question mark; `null`: an API key stands where it must not. */
export interface QueryInput {
  readonly search: string
  readonly path: GraphPath
  readonly method: string
  readonly watch: KeyWatch
  readonly accessToken: string
}

/**
 * The query without what is ours. `access_token` is left out, for the token goes as a header, and so is a
 * proof made of our key, which would prove nothing. Nobody but Graph's own check of a token gets the token for
 * a key: wherever else a key was replaced, a caller could have the token written into a profile or an address
 * of their own.
 */
export const forwardedQuery = ({ search, path, method, watch, accessToken }: QueryInput): string | null => {
  const takesToken = path.is === 'debug-token' && (method === 'GET' || method === 'HEAD')
  const pieces = search.slice(1).split('&')
  const kept: string[] = []
  const ofCallers: string[] = []
  for (const piece of pieces) {
    const [[name, value] = ['', '']] = [...new URLSearchParams(piece)]
    if (name === 'access_token' || name === 'appsecret_proof') continue
    if (takesToken && name === 'input_token' && watch.isKey(value)) {
      kept.push(`input_token=${encodeURIComponent(accessToken)}`)
      continue
    }
    if (watch.isIn(name) || watch.isIn(value)) return null
    kept.push(piece)
    ofCallers.push(piece)
  }
  if (watch.isIn(ofCallers.join('&'))) return null
  const query = kept.join('&')
  return query === '' ? '' : `?${query}`
}
