import { whole } from '../event/codec-parts.ts'
import { E, t } from '../prelude.ts'
import { Moment } from '../time/moment.ts'
import { noIds, type KnownId, type KnownIds } from './replaced-ids.ts'

const Listed: t.Type<KnownIds, unknown, unknown> = t.readonlyArray(
  whole<KnownId>()(t.type({ id: t.string, at: Moment, replacedBy: t.union([t.string, t.null]) })),
)

/** Snapshots of earlier versions have one instant for all ids: that of the latest replacement. */
const Earlier = t.type({ previous: t.readonlyArray(t.string), current: t.string, at: Moment })

/** What is known of ids that were replaced, as JSON; `null` where it is nothing. */
export const KnownIdsCodec: t.Type<KnownIds, unknown, unknown> = new t.Type(
  'KnownIds',
  Listed.is,
  (u, context) => {
    if (u === null) return t.success(noIds)
    if (Array.isArray(u)) return Listed.validate(u, context)
    const earlier = Earlier.validate(u, context)
    if (E.isLeft(earlier)) return earlier
    const { previous, current, at } = earlier.right
    const replaced = previous.map((id): KnownId => ({ id, at, replacedBy: current }))
    return t.success([...replaced, { id: current, at, replacedBy: null }])
  },
  (known) => (known.length === 0 ? null : Listed.encode(known)),
)
