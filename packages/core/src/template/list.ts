import type { TemplatesListed } from '../event/event.ts'

/** The lists of an account with one more, oldest first; `null` when it is known already. */
export const insertList = (
  lists: readonly TemplatesListed[],
  list: TemplatesListed,
): readonly TemplatesListed[] | null => {
  let index = lists.length
  for (; index > 0; index--) {
    const order = compareLists(list, lists[index - 1] as TemplatesListed)
    if (order === 0) return null
    if (order > 0) break
  }
  return lists.toSpliced(index, 0, list)
}

const compareLists = (a: TemplatesListed, b: TemplatesListed): number => {
  if (a.at !== b.at) return a.at - b.at
  const [left, right] = [textOf(a), textOf(b)]
  return left === right ? 0 : left < right ? -1 : 1
}

/** All that a list says, whatever order its entries and their keys have. */
const textOf = ({ id, templates }: TemplatesListed): string =>
  JSON.stringify([
    id,
    templates
      .map(({ name, language, category, status }) =>
        JSON.stringify([name, language, category ?? null, status ?? null]),
      )
      .sort(),
  ])
