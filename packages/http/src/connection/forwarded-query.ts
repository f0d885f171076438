import type { KeyWatch } from '../access/key-watch.ts'
import type { GraphPath } from './graph-path.ts'

/**
 * The query as Graph receives it, with its question mark; `null`: it contains an API key where none may be.
 */
export interface QueryInput {
  readonly search: string
  readonly path: GraphPath
  readonly method: string
  readonly watch: KeyWatch
  readonly accessToken: string
}

/**
 * The query without the gateway's own parameters. `access_token` is left out, because the token goes as a
 * header, and so is a proof made from the API key, which would prove nothing. Only Graph's own check of a
 * token gets the access token in place of a key: anywhere else, a caller could have the token written into a
 * profile or an address of their own.
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
