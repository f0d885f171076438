/**
 * The query as Graph gets it, with its question mark. Our key is not in it: as `access_token` it is left
 * out, for the token goes as a header; elsewhere, as with `input_token`, the token stands in its place. A
 * proof made of our key would prove nothing there.
 */
export const forwardedQuery = (
  search: string,
  query: URLSearchParams,
  key: string,
  accessToken: string,
): string => {
  const isOurs = query.has('access_token') || query.has('appsecret_proof') || mentions(query, key)
  if (!isOurs) return search
  const forwarded = new URLSearchParams()
  for (const [name, value] of query)
    if (name !== 'access_token' && name !== 'appsecret_proof' && !name.includes(key))
      forwarded.append(name, value.replaceAll(key, accessToken))
  const text = forwarded.toString()
  return text === '' ? '' : `?${text}`
}

const mentions = (query: URLSearchParams, key: string): boolean =>
  [...query].some(([name, value]) => name.includes(key) || value.includes(key))
