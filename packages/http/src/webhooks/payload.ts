/**
 * A body as a text that a store can hold and search, and that gives the same bytes again. Bytes that are no UTF-8, or
 * NUL, make it one character for each byte.
 */
export const payloadOf = ({ buffer, byteOffset, byteLength }: Uint8Array): string => {
  const bytes = Buffer.from(buffer, byteOffset, byteLength)
  const text = bytes.toString('utf8')
  return !text.includes('\0') && Buffer.from(text).equals(bytes)
    ? `${asText}${text}`
    : `${asBytes}${bytes.toString('latin1').replaceAll('\0', forNul)}`
}

/** The bytes that `payloadOf` made the text from. */
export const bytesOf = (payload: string): Buffer => {
  const rest = payload.slice(1)
  return payload.startsWith(asBytes)
    ? Buffer.from(rest.replaceAll(forNul, '\0'), 'latin1')
    : Buffer.from(rest)
}

const asText = 't'
const asBytes = 'b'
/** No byte is this character. */
const forNul = '\u0100'
