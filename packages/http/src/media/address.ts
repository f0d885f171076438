/**
 * Files are not on the Graph API: WhatsApp gives an absolute address for each, and needs the access token
 * there, too. Callers with an API key fetch them under the gateway's address, which contains WhatsApp's:
 * `/media/{host}/{path}`.
 */
export const mediaPath = '/media/'

/** The gateway's address of a file of WhatsApp's; `null` for any other address. */
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

/** Meta's file servers: the access token goes to no other host. */
const fileServer = /^[a-z0-9.-]+\.(fbsbx\.com|whatsapp\.net)$/

/**
 * The emulator's path of files. Other paths on that host are the Graph API, and a query could hide a message.
 */
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
