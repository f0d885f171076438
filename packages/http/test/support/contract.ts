import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { document } from '../../src/openapi/document.ts'

/** What is wrong with an answer by the document; empty when nothing is. */
export const answerProblems = async (
  method: string,
  path: string,
  response: Response,
): Promise<readonly string[]> => {
  const place = `${method.toUpperCase()} ${path} ${response.status}`
  const type = (response.headers.get('content-type') ?? '').split(';', 1)[0] ?? ''
  const responses = pointed(['paths', path, method, 'responses'])
  if (!isFields(responses)) return [`${place}: there is no such operation`]
  const status = String(response.status)
  if (!(status in responses)) return [`${place}: the status is not documented`]
  const answer = resolved(['paths', path, method, 'responses', status])
  const content = pointed([...answer, 'content'])
  if (!isFields(content) || !(type in content)) return [`${place}: ${type} is not documented`]
  if (!type.endsWith('json')) return []
  return schemaProblems([...answer, 'content', type, 'schema'], await response.json()).map(
    (problem) => `${place}${problem}`,
  )
}

/** What is wrong with a value by the schema at a place of the document. */
export const schemaProblems = (place: readonly string[], value: unknown): readonly string[] => {
  const validate = validatorAt(place)
  return validate(value)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      )
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const pointed = (place: readonly string[]): unknown =>
  place.reduce<unknown>((value, step) => (isFields(value) ? value[step] : undefined), document)

/** Where a reference leads, if there is one. */
const resolved = (place: readonly string[]): readonly string[] => {
  const value = pointed(place)
  const reference = isFields(value) ? value['$ref'] : undefined
  return typeof reference === 'string' ? reference.slice(2).split('/') : place
}

/** Objects may have no members that the document does not know: it is held against real answers. */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed)
  if (!isFields(value)) return value
  const copy = Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      // The rules of `allOf` name some members of what stands beside them.
      name === 'example' || name === 'examples' || name === 'allOf' ? one : closed(one),
    ]),
  )
  return 'properties' in copy && !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy
}

const ajv = new Ajv2020({ strict: false, allErrors: true })
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
ajv.addFormat('duration', /^P(?=\d|T)/)
ajv.addFormat('uri-reference', /^\/problems\/[a-z-]+$/)
ajv.addSchema({ $id: 'document', ...(closed({ ...document }) as object) })

const validators = new Map<string, ValidateFunction>()

const validatorAt = (place: readonly string[]): ValidateFunction => {
  const pointer = place
    .map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/')
  const known = validators.get(pointer) ?? ajv.compile({ $ref: `document#/${pointer}` })
  validators.set(pointer, known)
  return known
}
