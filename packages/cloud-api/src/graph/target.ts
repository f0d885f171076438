/** Where requests go, and what lets them in. */
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

/** A request, or why none can be made, in words that hold nothing of what was given. */
export type RequestMaking = { readonly ok: true; readonly request: GraphRequest } | NotMade

export interface NotMade {
  readonly ok: false
  readonly reason: string
}

/** A part of a request, or why it cannot be made. */
export type Made = { readonly ok: true; readonly text: string } | NotMade

export const no = (reason: string): NotMade => ({ ok: false, reason })

/** What a request is about: an object of the Graph API and one of its edges. */
export interface Place {
  readonly id: string
  /** What the id is, in words. */
  readonly named: string
  readonly edge: string
}

/** The address of an edge, without a query. */
export const urlOf = ({ baseUrl, version }: Target, { id, named, edge }: Place): Made => {
  if (!URL.canParse(baseUrl)) return no('the base URL is no URL')
  const { protocol, username, password, search, hash, origin, pathname } = new URL(baseUrl)
  if (protocol !== 'https:' && protocol !== 'http:') return no('the base URL is neither https nor http')
  if (`${username}${password}${search}${hash}` !== '')
    return no('the base URL holds more than a host and a path')
  if (!/^v\d+\.\d+$/.test(version)) return no('the version is not one of the Graph API, such as v24.0')
  // Nothing that could lead to another path.
  if (!/^[\w-]+$/.test(id)) return no(`${named} is none`)
  const base = `${origin}${pathname.replace(/\/+$/, '')}`
  return { ok: true, text: `${base}/${version}/${id}/${edge}` }
}

/** The headers that every request has. */
export const headersOf = ({
  accessToken,
}: Target): { readonly ok: true; readonly headers: GraphRequest['headers'] } | NotMade =>
  /^[\x21-\x7e]+$/.test(accessToken)
    ? { ok: true, headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } }
    : no('the access token is empty, or holds what no header may')
