import type { KnownTemplates } from '../template/known.ts'
import type { Instant } from '../time/instant.ts'

/** The templates as they are known at an instant, whatever instant is asked about. */
export const asKnownAt = (templates: KnownTemplates, at: Instant): KnownTemplates => ({
  anyKnown: () => templates.anyKnown(at),
  isComplete: () => templates.isComplete(at),
  named: (name, language) => templates.named(name, language, at),
  all: () => templates.all(at),
  categoryOf: (name, language) => templates.categoryOf(name, language, at),
})
