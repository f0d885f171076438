import { parseJson } from '../body/json.ts'
import { ourAddress } from './address.ts'
import type { Parts } from '../parts.ts'

/** Graph's answer with the gateway's address of the file: the original one needs the access token. */
export const withOurAddress = (answer: Response, request: Request, { graph }: Parts): Response => {
  const isJson = /^(application\/json|text\/javascript)\b/.test(answer.headers.get('content-type') ?? '')
  if (answer.body === null || !answer.ok || !isJson) return answer
  const origin = originOf(request)
  const body = answer.body.pipeThrough(
    changing((bytes) => describedByUs(bytes, (theirs) => ourAddress(theirs, origin, graph.baseUrl))),
  )
  return new Response(body, answer)
}

/** The origin as the caller sees it: TLS ends before the gateway. */
const originOf = ({ url, headers }: Request): string => {
  const { protocol, host } = new URL(url)
  return `${headers.get('x-forwarded-proto') === 'https' ? 'https:' : protocol}//${host}`
}

/** The description of a file with another address; `null` where the bytes describe no file of WhatsApp's. */
const describedByUs = (bytes: Uint8Array, changed: (address: string) => string | null): string | null => {
  const parsed = parseJson(bytes)
  const described = parsed.ok ? parsed.value : null
  if (typeof described !== 'object' || described === null || !('url' in described)) return null
  const url = typeof described.url === 'string' ? changed(described.url) : null
  return url === null ? null : JSON.stringify({ ...described, url })
}

/** No description of a file is longer, in bytes; longer answers pass unchanged. */
const longest = 16_384

const changing = (change: (bytes: Uint8Array) => string | null): TransformStream<Uint8Array, Uint8Array> => {
  let held: Uint8Array[] | null = []
  let length = 0
  return new TransformStream({
    transform: (chunk, controller) => {
      if (held === null) return controller.enqueue(chunk)
      held.push(chunk)
      length += chunk.byteLength
      if (length <= longest) return
      for (const heldChunk of held) controller.enqueue(heldChunk)
      held = null
    },
    flush: (controller) => {
      if (held === null) return
      const bytes = Buffer.concat(held)
      const changed = change(bytes)
      controller.enqueue(changed === null ? bytes : Buffer.from(changed))
    },
  })
}
