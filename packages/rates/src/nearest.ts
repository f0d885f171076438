/** The name most like a misspelt one, or `null` where none is like it. */
export const nearest = (text: string, names: readonly string[]): string | null => {
  const plain = text.trim().toLowerCase()
  const likely = names.filter((name) => Math.abs(name.length - plain.length) <= tolerated(name))
  const [best] = likely
    .map((name) => ({ name, steps: editsBetween(plain, name.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps)
  return best !== undefined && best.steps <= tolerated(best.name) ? best.name : null
}

/** How many letters of a name may differ. */
const tolerated = (name: string): number => Math.max(1, Math.floor(name.length * 0.4))

/** `; did you mean "…"?` where some name is like it, else nothing. */
export const hint = (text: string, names: readonly string[]): string => {
  const name = nearest(text, names)
  return name === null ? '' : `; did you mean "${name}"?`
}

/** How many letters to insert, leave out or replace to make one of the other (Levenshtein). */
const editsBetween = (a: string, b: string): number => {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 0; i < a.length; i += 1) {
    const row = [i + 1]
    for (let j = 0; j < b.length; j += 1) {
      const replaced = (above[j] ?? 0) + (a[i] === b[j] ? 0 : 1)
      row.push(Math.min(replaced, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1))
    }
    above = row
  }
  return above[b.length] ?? 0
}
