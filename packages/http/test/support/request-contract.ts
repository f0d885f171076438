import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import type { OpenApiDocument } from '../../src/openapi/document.ts'
import type { Method, Operation, Parameter, Schema } from '../../src/openapi/types.ts'
import { almost, valueOf } from './generated-requests.ts'

/** A request of an operation, by the places of its parameters. */
export interface Sketch {
  readonly path: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly header: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/** An operation as a document describes it: requests of it, and what the document says of them. */
export interface Described {
  readonly sketches: fc.Arbitrary<Sketch>
  readonly requestOf: (sketch: Sketch) => Request
  /** Is the request one that the document describes? */
  readonly accepts: (sketch: Sketch) => boolean
}

/** JSON as a parameter carries it. */
const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** A header is trimmed on its way, and holds few characters; a path has no empty segment, and no dots alone. */
const isFit = (place: Parameter['in'], value: unknown): boolean => {
  const text = written(value)
  if (place === 'header') return /^(?:[!-~](?:[ -~]*[!-~])?)?$/.test(text)
  return place === 'query' || !/^(?:|\.|\.\.)$/.test(text)
}

/** The operation at a place of the document. */
export const describedBy = (document: OpenApiDocument, method: Method, path: string): Described => {
  const operation = document.paths[path]?.[method]
  if (operation === undefined) throw new Error(`there is no ${method} ${path}`)
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ $id: 'document', ...(JSON.parse(JSON.stringify(document)) as object) })
  const compiled = (schema: Schema): ValidateFunction =>
    ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')) as object,
    )
  const at = (reference: string): Schema => {
    const name = reference.slice(reference.lastIndexOf('/') + 1)
    return document.components.schemas[name] ?? {}
  }
  const bodySchema = operation.requestBody?.content['application/json']?.schema
  const parametersIn = (place: Parameter['in']): readonly Parameter[] =>
    (operation.parameters ?? []).filter((one) => one.in === place)
  const valuesIn = (place: Parameter['in']): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
    fc.record(
      Object.fromEntries(
        parametersIn(place).map(({ name, schema }) => [
          name,
          almost(valueOf(schema, at)).filter((value) => isFit(place, value)),
        ]),
      ),
      { requiredKeys: place === 'path' ? parametersIn(place).map(({ name }) => name) : [] },
    )
  const checks = (operation.parameters ?? []).map((parameter) => ({
    parameter,
    isValid: compiled(parameter.schema),
  }))
  const isBody = bodySchema === undefined ? null : compiled(bodySchema)
  return {
    sketches: fc.record({
      path: valuesIn('path'),
      query: valuesIn('query'),
      header: valuesIn('header'),
      body: bodySchema === undefined ? fc.constant(undefined) : almost(valueOf(bodySchema, at)),
    }),
    requestOf: (sketch) => requestOf(method, path, sketch),
    accepts: (sketch) =>
      checks.every(({ parameter: { name, in: place, schema, required }, isValid }) =>
        name in sketch[place] ? isValid(decoded(schema, sketch[place][name])) : required !== true,
      ) &&
      (isBody === null || isBody(JSON.parse(JSON.stringify(sketch.body)))),
  }
}

/** What a parameter says, as JSON. */
const decoded = ({ type }: Schema, value: unknown): unknown => {
  const text = written(value)
  return type === 'integer' && /^-?(?:0|[1-9]\d*)$/.test(text) ? Number(text) : text
}

const requestOf = (method: Method, template: string, { path, query, header, body }: Sketch): Request => {
  const at = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(written(path[name])))
  const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, written(value)]))
  return new Request(`http://gateway.test${at}?${asked}`, {
    method: method.toUpperCase(),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...Object.fromEntries(Object.entries(header).map(([name, value]) => [name, written(value)])),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

/** Every operation of a document. */
export const operationsOf = ({ paths }: OpenApiDocument): readonly (readonly [Method, string, Operation])[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    (Object.entries(methods) as readonly (readonly [Method, Operation])[]).map(
      ([method, operation]) => [method, path, operation] as const,
    ),
  )
