import type { TemplateChanged } from '../event/event.ts'

/** The changes of one template, oldest first. */
export type Changes = readonly TemplateChanged[]

/** The changes with one more, in order; `null` when it is known already. */
export const insertChange = (changes: Changes, change: TemplateChanged): Changes | null => {
  let index = changes.length
  for (; index > 0; index--) {
    const order = compareChanges(change, changes[index - 1] as TemplateChanged)
    if (order === 0) return null
    if (order > 0) break
  }
  return changes.toSpliced(index, 0, change)
}

const compareChanges = (a: TemplateChanged, b: TemplateChanged): number => {
  if (a.at !== b.at) return a.at - b.at
  const left = JSON.stringify([a.id, a.status ?? null, a.category ?? null])
  const right = JSON.stringify([b.id, b.status ?? null, b.category ?? null])
  return left === right ? 0 : left < right ? -1 : 1
}
