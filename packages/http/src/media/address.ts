/**
 * Files are not on the Graph API: WhatsApp tells an absolute address for each, and wants the access token there,
 * too. Whoever has an API key fetches them under our address, which holds WhatsApp's: `/media/{host}/{path}`.
 */
export const mediaPath = '/media/'

/** Our address of a file of WhatsApp's; `null` for any other address. */
export const ourAddress = (theirs: string, origin: string, graphUrl: string): string | null => {
  const url = fileUrl(theirs, graphUrl)
  return url === null ? null : `${origin}${mediaPath}${url.host}${url.pathname}${url.search}`
}

/** WhatsApp's address of a file by our path and query; `null` where that is not one of WhatsApp's. */
export const theirAddress = (path: string, query: string, graphUrl: string): string | null => {
  const address = path.slice(mediaPath.length)
  const { protocol, host } = new URL(graphUrl)
  const scheme = address.startsWith(`${host}/`) ? protocol : 'https:'
  return fileUrl(`${scheme}//${address}${query}`, graphUrl)?.href ?? null
}

/** Meta's file servers, which are the only ones that the access token goes to. */
const fileServer = /^[a-z0-9.-]+\.(fbsbx\.com|whatsapp\.net)$/

/** Where our emulator keeps files. Elsewhere on that host is the Graph API, and a query could hide a message. */
const emulatedFile = /^\/_media\/\w+$/

const fileUrl = (address: string, graphUrl: string): URL | null => {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') return null
  const isMetas = url.protocol === 'https:' && url.port === '' && fileServer.test(url.hostname)
  const isEmulated =
    url.origin === new URL(graphUrl).origin && emulatedFile.test(url.pathname) && url.search === ''
  return isMetas || isEmulated ? url : null
}
