import type { Instant } from '../time/instant.ts'

/** The category of a template at an instant, by its name; `null` where it is not known. */
export type CategoryOf = (name: string, language: string | null, at: Instant) => string | null

/** A template as a send names it; `language` is `null` where it names none. */
export interface TemplateName {
  readonly name: string
  readonly language: string | null
}
