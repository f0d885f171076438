import { fieldsOf, textOf } from './json.ts'

/** The fields of a message that the rules need. */
export type Content =
  | { readonly kind: 'service' | 'reaction' }
  | {
      readonly kind: 'template'
      readonly name: string
      readonly language: string
      readonly category?: string
    }

export const readContent = (json: unknown): Content | null => {
  const fields = fieldsOf(json)
  const kind = textOf(fields['kind'])
  if (kind === 'service' || kind === 'reaction') return { kind }
  const name = textOf(fields['name'])
  if (kind !== 'template' || name === null) return null
  const category = textOf(fields['category'])
  return {
    kind,
    name,
    language: textOf(fields['language']) ?? '',
    ...(category === null ? {} : { category }),
  }
}
