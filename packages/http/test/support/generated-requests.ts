import fc from 'fast-check'
import type { Schema } from '../../src/openapi/types.ts'

/** Makes values by JSON Schemas: those that they accept, and others that differ from one in a place or two. */

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands where something else is expected. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, 1, -1, 1.5, 101, 10_001, '', ' ', 'x', 'now', [], {}),
  fc.constantFrom<unknown>(
    '1',
    '0',
    '007',
    '1e2',
    '1001',
    '100000',
    'true',
    'P367D',
    'PT',
    'open',
    [7],
    [{}],
  ),
  fc.constantFrom(1, 255, 256, 512, 513, 1024, 1025).map((length) => 'x'.repeat(length)),
  fc.constantFrom(512, 513, 1024, 1025).map((length) => '\u{1F600}'.repeat(length)),
  fc.constantFrom(
    'a b',
    'é',
    '\n',
    '../..',
    '-_',
    'service',
    'call',
    'subscribe',
    'P1M',
    'P1W1D',
    'P1DT',
    'P',
    'PT1H30S',
  ),
  fc.constantFrom(100, 101).map((length) => Array.from({ length }, () => ({ kind: 'service' }))),
  fc.string({ maxLength: 5 }),
)

const two = (least: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'))

/** Instants in many writings; some are wrong. */
export const instants: fc.Arbitrary<string> = fc
  .record({
    year: fc.constantFrom(2008, 2009, 2024, 2026, 2026, 2026, 2027, 2028, 2032, 2099, 2100),
    month: fc.oneof(fc.constantFrom('01', '02', '02', '12'), two(0, 13)),
    day: fc.oneof(fc.constantFrom('01', '28', '29', '30', '31'), two(0, 32)),
    time: fc.constantFrom('T', 'T', 'T', 'T', ' ', 't'),
    hour: fc.oneof({ weight: 3, arbitrary: two(0, 23) }, two(0, 25)),
    minute: fc.oneof({ weight: 3, arbitrary: two(0, 59) }, two(0, 61)),
    second: fc.constantFrom('', ':00', ':59', ':60', ':00.5', ':00.123456789', ':00.1234567890', ':00.'),
    offset: fc.constantFrom('Z', 'Z', '+00:00', '-00:00', '+02:00', '-23:59', '+24:00', '+0200', '', 'z'),
  })
  .map((d) => `${d.year}-${d.month}-${d.day}${d.time}${d.hour}:${d.minute}${d.second}${d.offset}`)
const soon = fc
  .integer({ min: -40, max: 60 })
  .map((days) => new Date(Date.UTC(2026, 9, 20, 12) + days * 86_400_000).toISOString())

const duration = fc.constantFrom('PT1H', 'P1D', 'P1DT12H', 'P2W', 'PT0S', 'P367D')

const textOf = ({ format, pattern, minLength, maxLength }: Schema): fc.Arbitrary<string> => {
  if (format === 'date-time') return fc.oneof({ weight: 4, arbitrary: soon }, instants)
  if (format === 'duration') return duration
  if (pattern !== undefined) return fc.constantFrom('100', '33639980001', 'FR.123', 'a_b-c')
  const least = Number(minLength ?? 0)
  return fc.oneof(
    fc.string({ minLength: least, maxLength: 12 }),
    fc.constantFrom('en_US', 'utility', 'UTILITY', '106540352242922', 'template'),
    ...(maxLength === undefined ? [] : [fc.constant('y'.repeat(Number(maxLength)))]),
  )
}

/** Values that are as a schema says, but for what it says of several fields together. */
export const valueOf = (schema: Schema, at: (reference: string) => Schema): fc.Arbitrary<unknown> => {
  const { $ref: reference, type, properties, required, items, oneOf, anyOf } = schema
  if (typeof reference === 'string') return valueOf(at(reference), at)
  if (schema['const'] !== undefined) return fc.constant(schema['const'])
  if (Array.isArray(schema['enum'])) return fc.constantFrom<unknown>(...(schema['enum'] as unknown[]))
  const choices = oneOf ?? anyOf
  if (Array.isArray(choices)) return fc.oneof(...choices.map((choice) => valueOf(choice as Schema, at)))
  if (Array.isArray(type))
    return fc.oneof(...type.map((one: unknown) => valueOf({ ...schema, type: one }, at)))
  if (type === 'null') return fc.constant(null)
  if (type === 'boolean') return fc.boolean()
  if (type === 'string') return textOf(schema)
  if (type === 'integer') {
    const [min, max] = [Number(schema['minimum'] ?? 0), Number(schema['maximum'] ?? 1000)]
    return fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max: Math.min(max, 20) }))
  }
  if (type === 'array') {
    const minLength = Number(schema['minItems'] ?? 0)
    return fc.array(valueOf(items as Schema, at), { minLength, maxLength: 3 })
  }
  if (!isFields(properties))
    return fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 })
  const fields = Object.entries(properties).map(([name, one]) => [name, valueOf(one as Schema, at)] as const)
  return fc.record(Object.fromEntries(fields), { requiredKeys: required as string[] })
}

/** Every place in a value, the whole first. */
const placesIn = (value: unknown, place: readonly string[] = []): readonly (readonly string[])[] => [
  place,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, one]) => placesIn(one, [...place, name]))
    : []),
]

/** The value with something else at a place; `undefined`: with nothing there. */
const changed = (value: unknown, [step, ...rest]: readonly string[], to: unknown): unknown => {
  if (step === undefined) return to
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (String(index) === step ? changed(one, rest, to) : one))
  if (!isFields(value)) return value
  const one = changed(value[step], rest, to)
  const { [step]: _, ...others } = value
  return one === undefined ? others : { ...others, [step]: one }
}

/** The same, and others with something else in a place or two, or nothing. */
export const almost = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: values },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          values,
          fc.array(fc.tuple(fc.nat(), fc.option(odd, { nil: undefined })), { minLength: 1, maxLength: 2 }),
        )
        .map(([value, changes]) =>
          changes.reduce<unknown>((now, [place, to]) => {
            const places = placesIn(now)
            return changed(now, places[place % places.length] ?? [], to) ?? null
          }, value),
        ),
    },
  )
