const STEP = /\.([A-Za-z_]\w*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y

/** Does a JSON path such as `$.entry[0].id` lead to something in the body? */
export const resolves = (body: unknown, path: string): boolean => {
  if (!path.startsWith('$')) return false
  let here = body
  STEP.lastIndex = 1
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path)
    if (found === null) return false
    const [, name, index, quoted] = found
    const key = name ?? index ?? String(JSON.parse(quoted ?? '""'))
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return false
    here = Reflect.get(here, key)
  }
  return true
}
