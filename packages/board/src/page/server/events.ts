/** A server-sent event. */
export interface ServerEvent {
  readonly name: string
  readonly data: string
}

/** The content of a piece of the stream. */
export interface EventsRead {
  readonly events: readonly ServerEvent[]
  /** How long to wait before connecting again, in milliseconds; `null` if the server did not say. */
  readonly retry: number | null
}

/** The longest event; a longer one is dropped. */
const longest = 100_000

/**
 * Reads a stream of server-sent events, in pieces of any size. Lines end in CR, LF or both; an empty one ends
 * an event.
 */
export const eventReader = (): ((piece: string) => EventsRead) => {
  let rest = ''
  let name = ''
  let data: readonly string[] = []
  const take = (line: string, events: ServerEvent[]): number | null => {
    if (line === '') {
      if (data.length > 0) events.push({ name: name === '' ? 'message' : name, data: data.join('\n') })
      name = ''
      data = []
      return null
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?([\s\S]*))?$/.exec(line) ?? []
    if (field === 'event') name = value
    if (field === 'data') data = [...data, value].slice(-100)
    return field === 'retry' && /^\d{1,8}$/.test(value) ? Number(value) : null
  }
  return (piece) => {
    const events: ServerEvent[] = []
    let retry: number | null = null
    // A CR at the end may be half of a line's end, and waits for the next piece.
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) retry = take(line, events) ?? retry
    if (rest.length > longest) rest = ''
    return { events, retry }
  }
}
