/** The parsed URL of a store. */
export type Location =
  | { readonly is: 'memory' }
  | { readonly is: 'sqlite'; readonly path: string }
  | { readonly is: 'postgres'; readonly url: string }

/** The forms of a store's URL. */
export const locationForms = 'memory:, sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE'

/** With an @ or / that is not percent-encoded, part of a password would be read as a host or a database. */
const isPlainPostgres = (url: string): boolean =>
  /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?[^@/?#]*(?:\/[^@?#]*)?(?:[?#]|$)/i.test(url)

/** Reads the URL of a store; `null` if it is invalid. */
export const locationOf = (url: string): Location | null => {
  if (url === 'memory:') return { is: 'memory' }
  if (isPlainPostgres(url)) return { is: 'postgres', url }
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : ''
  // Two slashes would begin a host, which a file does not have.
  return path === '' || path === ':memory:' || /^\/\/(?!\/)/.test(path) ? null : { is: 'sqlite', path }
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
