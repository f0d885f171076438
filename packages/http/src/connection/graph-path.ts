/** A path of the Graph API under our own address. */
export type GraphPath =
  /** Where messages are sent, which is decided here. */
  | { readonly is: 'messages'; readonly phoneNumberId: string; readonly endpoint: Endpoint }
  /** Where several requests are sent as one, past every decision. */
  | { readonly is: 'batch' }
  | { readonly is: 'other' }

type Endpoint = 'messages' | 'marketing_messages'

/** Does the path begin with a version of the Graph API, such as `/v24.0`? */
export const isGraphPath = (path: string): boolean => /^\/v\d+\.\d+(\/|$)/.test(path)

/**
 * Tells the paths apart. Spellings that a server might take for the same path count as the same: escapes,
 * capitals, doubled slashes and slashes at the end.
 */
export const readGraphPath = (path: string): GraphPath => {
  const [, ...segments] = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(unescaped)
  if (segments.length === 0) return { is: 'batch' }
  const [phoneNumberId = '', last = ''] = segments
  const endpoint = last.toLowerCase()
  return segments.length === 2 && (endpoint === 'messages' || endpoint === 'marketing_messages')
    ? { is: 'messages', phoneNumberId, endpoint }
    : { is: 'other' }
}

const unescaped = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
