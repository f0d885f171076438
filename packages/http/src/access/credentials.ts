/** Reads the API key from where clients of the Graph API put their access token. */
export interface Credentials {
  readonly key: string
  /** Some of Graph's paths want `OAuth`. */
  readonly scheme: 'Bearer' | 'OAuth'
}

/** The key in the `Authorization` header: `Bearer <key>`; `null` where there is none. */
export const bearerKey = (headers: Headers): string | null => {
  const credentials = inHeader(headers.get('authorization'))
  return credentials?.scheme === 'Bearer' ? credentials.key : null
}

/**
 * The key where clients of the Graph API put their token: the `Authorization` header, with `Bearer` or
 * `OAuth`, or the query's `access_token`. A header goes first; `null` where there is neither, or two in the
 * query.
 */
export const graphCredentials = (headers: Headers, query: URLSearchParams): Credentials | null => {
  const header = headers.get('authorization')
  if (header !== null) return inHeader(header)
  const [key, ...others] = query.getAll('access_token')
  return key === undefined || key === '' || others.length > 0 ? null : { key, scheme: 'Bearer' }
}

const inHeader = (header: string | null): Credentials | null => {
  const [, scheme, key] = /^(bearer|oauth) +([\x21-\x7e]+)$/i.exec(header ?? '') ?? []
  if (scheme === undefined || key === undefined) return null
  return { key, scheme: scheme.toLowerCase() === 'oauth' ? 'OAuth' : 'Bearer' }
}
