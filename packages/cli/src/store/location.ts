/** The parsed URL of a store. */
export type Location =
  | { readonly is: 'memory' }
  | { readonly is: 'sqlite'; readonly path: string }
  | { readonly is: 'postgres'; readonly url: string }
  /** Nodes of a Restate cluster, by the addresses of their ingresses. */
  | { readonly is: 'restate'; readonly addresses: readonly string[]; readonly readModel: string | null }

/** The forms of a store's URL. */
export const locationForms = 'memory:, sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE'

/** With an @ or / that is not percent-encoded, part of a password would be read as a host or a database. */
const isPlainPostgres = (url: string): boolean =>
  /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?[^@/?#]*(?:\/[^@?#]*)?(?:[?#]|$)/i.test(url)

/** Reads the URL of a store; `null` if it is invalid. */
export const locationOf = (url: string): Location | null => {
  if (url === 'memory:') return { is: 'memory' }
  if (url.startsWith('restate://')) return clusterOf(url)
  if (isPlainPostgres(url)) return { is: 'postgres', url }
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : ''
  // Two slashes would begin a host, which a file does not have.
  return path === '' || path === ':memory:' || /^\/\/(?!\/)/.test(path) ? null : { is: 'sqlite', path }
}

/** `restate://HOST:PORT,HOST:PORT?read-model=URL`: the rest of the URL is the read model's, as it is. */
const clusterOf = (url: string): Location | null => {
  const { hosts = '', query } =
    /^restate:\/\/(?<hosts>[^/?#]+)\/?(?:\?(?<query>.*))?$/s.exec(url)?.groups ?? {}
  const addresses = hosts.split(',').map((host) => `http://${host}`)
  const readModel =
    query === undefined ? null : (/^read-model=(?<url>.+)$/s.exec(query)?.groups?.['url'] ?? '')
  const isSound = addresses.every((address) => URL.canParse(address) && !address.includes('@'))
  return isSound && readModel !== '' ? { is: 'restate', addresses, readModel } : null
}

/** The URLs of several PostgreSQL stores; a comma may also stand between the hosts of one. */
export const urlsIn = (text: string): readonly string[] => text.split(/,(?=postgres(?:ql)?:\/\/)/i)

/** The URL without a password, safe to show. */
export const withoutPassword = (url: string): string =>
  url.startsWith('sqlite:')
    ? url
    : url
        .replace(/^((?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?[^:@/?#]*):.*@/is, '$1:***@')
        .replaceAll(/([?&](?:password|sslpassword)=)[^&]*/gi, '$1***')
