import type { Instant } from '../time/instant.ts'

/** The category of a template at an instant, by its name; `null` where it is not known. */
export type CategoryOf = (name: string, language: string | null, at: Instant) => string | null
