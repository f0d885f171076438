/**
 * Reads something of facts, once for each that is asked: views, questions and bills ask for the same again and again.
 * What was read is kept as long as the facts are.
 */
export const remembered = <Facts extends object, Asked extends readonly (string | number)[], Read>(
  read: (facts: Facts, ...asked: Asked) => Read,
): ((facts: Facts, ...asked: Asked) => Read) => {
  const readOf = new WeakMap<Facts, Map<string, { readonly read: Read }>>()
  return (facts, ...asked) => {
    const known = readOf.get(facts) ?? new Map<string, { readonly read: Read }>()
    readOf.set(facts, known)
    const name = JSON.stringify(asked.map(String))
    const before = known.get(name) ?? { read: read(facts, ...asked) }
    known.set(name, before)
    return before.read
  }
}
