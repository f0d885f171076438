import type { Page } from '../store/store.ts'

/** A page of what is ours, filled from pages of everything. */
export const filledPage = async <Row, Place>(
  read: (page: Page<Place>) => Promise<readonly Row[]>,
  { after, limit }: Page<Place>,
  isOurs: (row: Row) => boolean,
  placeOf: (row: Row) => Place,
): Promise<readonly Row[]> => {
  const ours: Row[] = []
  for (let from = after; ;) {
    const rows = await read({ after: from, limit })
    ours.push(...rows.filter(isOurs))
    const last = rows.at(-1)
    if (ours.length >= limit || last === undefined || rows.length < limit) return ours.slice(0, limit)
    from = placeOf(last)
  }
}

/** The first of what is ours in a list that has no places, such as the newest of something. */
export const firstOurs = async <Row>(
  read: (limit: number) => Promise<readonly Row[]>,
  limit: number,
  isOurs: (row: Row) => boolean,
): Promise<readonly Row[]> => {
  for (let most = limit; ; most *= 4) {
    const rows = await read(most)
    const ours = rows.filter(isOurs)
    if (ours.length >= limit || rows.length < most) return ours.slice(0, limit)
  }
}
