import { t } from '../prelude.ts'
import type { Citation } from './citation.ts'

const isText = (u: unknown): u is Citation => typeof u === 'string'

/** The id of a clause, of the tables or of one's own. */
export const CitationCodec: t.Type<Citation, unknown, unknown> = new t.Type<Citation, unknown, unknown>(
  'Citation',
  isText,
  (u, context) => (isText(u) ? t.success(u) : t.failure(u, context)),
  (id) => id,
)
