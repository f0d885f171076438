import { ourAddress } from './address.ts'
import type { Parts } from '../parts.ts'

/** Graph's answer, in which the address of a file is ours: the one it gives takes the access token. */
export const withOurAddress = (answer: Response, request: Request, { graph }: Parts): Response => {
  const isJson = /^(application\/json|text\/javascript)\b/.test(answer.headers.get('content-type') ?? '')
  if (answer.body === null || !answer.ok || !isJson) return answer
  const origin = originOf(request)
  const body = answer.body.pipeThrough(
    changing((text) => describedByUs(text, (theirs) => ourAddress(theirs, origin, graph.baseUrl))),
  )
  return new Response(body, answer)
}

/** As the caller knows us: TLS ends before the gateway. */
const originOf = ({ url, headers }: Request): string => {
  const { protocol, host } = new URL(url)
  return `${headers.get('x-forwarded-proto') === 'https' ? 'https:' : protocol}//${host}`
}

/** The description of a file with another address; `null` where the text is none, or is to stay. */
const describedByUs = (text: string, changed: (address: string) => string | null): string | null => {
  const described: unknown = parsed(text)
  if (typeof described !== 'object' || described === null || !('url' in described)) return null
  const url = typeof described.url === 'string' ? changed(described.url) : null
  return url === null ? null : JSON.stringify({ ...described, url })
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** No description of a file is longer, in bytes; longer answers pass as they come. */
const longest = 16_384

const changing = (change: (text: string) => string | null): TransformStream<Uint8Array, Uint8Array> => {
  let held: Uint8Array[] | null = []
  let length = 0
  return new TransformStream({
    transform: (chunk, controller) => {
      if (held === null) return controller.enqueue(chunk)
      held.push(chunk)
      length += chunk.byteLength
      if (length <= longest) return
      for (const one of held) controller.enqueue(one)
      held = null
    },
    flush: (controller) => {
      if (held === null) return
      const bytes = Buffer.concat(held)
      const changed = change(bytes.toString('utf8'))
      controller.enqueue(changed === null ? bytes : Buffer.from(changed))
    },
  })
}
