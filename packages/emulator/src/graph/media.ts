import { createHash } from 'node:crypto'
import type { Media, World } from '../world/world.ts'
import { nextNumber } from '../world/world.ts'
import { errorAnswer, jsonAnswer } from './answers.ts'

/** The longest file that is accepted, in bytes. */
const longest = 16 * 1024 * 1024

/** `POST /{phone number}/media`, as a form with `file`; the other parameters are in it or in the query. */
export const uploadMedia = async (
  world: World,
  phoneNumberId: string,
  request: Request,
): Promise<Response> => {
  const form = await formIn(request)
  const wrong = (details: string): Response => errorAnswer(world, { code: 100, details })
  if (form === null) return wrong('The body is not a form.')
  const query = new URL(request.url).searchParams
  const parameter = (name: string): unknown => form.get(name) ?? query.get(name)
  if (parameter('messaging_product') !== 'whatsapp') return wrong('messaging_product must be whatsapp.')
  const file = form.get('file')
  if (file === null || typeof file === 'string') return wrong('The field file is missing.')
  if (file.size > longest)
    return errorAnswer(world, {
      code: 131053,
      details: 'The file is larger than 16 MiB. Upload a smaller one.',
    })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const named = parameter('type')
  const type = typeof named === 'string' && named !== '' ? named : file.type
  const id = String(2_000_000_000_000_000 + nextNumber(world))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  world.media.set(id, { id, phoneNumberId, type: safeType(type), sha256, bytes })
  return jsonAnswer({ id })
}

const formIn = async (request: Request): Promise<FormData | null> => {
  try {
    return await request.formData()
  } catch {
    return null
  }
}

/** A media type that is valid in a header; any other becomes application/octet-stream. */
const safeType = (type: string): string =>
  /^[\w.+-]+\/[\w.+-]+(; ?[\w.+-]+=[\w.+-]+)*$/.test(type) ? type : 'application/octet-stream'

/** `GET /{media}`: the address of the file. */
export const describeMedia = ({ id, type, sha256, bytes }: Media, origin: string): Response =>
  jsonAnswer({
    messaging_product: 'whatsapp',
    url: `${origin}/_media/${id}`,
    mime_type: type,
    sha256,
    file_size: String(bytes.length),
    id,
  })

/** The file itself; a browser must not show it as a page. */
export const downloadMedia = ({ type, bytes }: Media): Response =>
  new Response(Uint8Array.from(bytes), {
    headers: {
      'content-type': type,
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
    },
  })
