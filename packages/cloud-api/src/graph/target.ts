/** The address of requests, and the access token for them. */
export interface Target {
  readonly accessToken: string
  readonly baseUrl: string
  readonly version: string
}

/** A request as HTTP has it. */
export interface GraphRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** A request, or why none can be made; the reason quotes none of the arguments. */
export type RequestMaking = { readonly ok: true; readonly request: GraphRequest } | NotMade

export interface NotMade {
  readonly ok: false
  readonly reason: string
}

/** A part of a request, or why it cannot be made. */
export type Made = { readonly ok: true; readonly text: string } | NotMade

export const no = (reason: string): NotMade => ({ ok: false, reason })

/** The target of a request: an object of the Graph API and one of its edges. */
export interface Place {
  readonly id: string
  /** The name of the id in errors. */
  readonly named: string
  readonly edge: string
}

/** The address of an edge, without a query. */
export const urlOf = ({ baseUrl, version }: Target, { id, named, edge }: Place): Made => {
  if (!URL.canParse(baseUrl)) return no('the base URL is not a URL; write it like https://graph.facebook.com')
  const { protocol, username, password, search, hash, origin, pathname } = new URL(baseUrl)
  if (protocol !== 'https:' && protocol !== 'http:')
    return no('the base URL must begin with https:// or http://')
  if (`${username}${password}${search}${hash}` !== '')
    return no('the base URL must have a host and a path only: no user, query or fragment')
  if (!/^v\d+\.\d+$/.test(version)) return no('the version must be one of the Graph API, such as v24.0')
  // No character that could lead to another path.
  if (!/^[\w-]+$/.test(id)) return no(`${named} is not valid: only letters, digits, underscores and hyphens`)
  const base = `${origin}${pathname.replace(/\/+$/, '')}`
  return { ok: true, text: `${base}/${version}/${id}/${edge}` }
}

/** The headers that every request has. */
export const headersOf = ({
  accessToken,
}: Target): { readonly ok: true; readonly headers: GraphRequest['headers'] } | NotMade =>
  /^[\x21-\x7e]+$/.test(accessToken)
    ? { ok: true, headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } }
    : no('the access token is empty, or contains a character that a header must not')
