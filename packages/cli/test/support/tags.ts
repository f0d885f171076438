/** Elements of HTML that have no end. */
const empty: ReadonlySet<string> = new Set(['meta', 'br', 'img', 'link'])

/** Walks through a page and fails where an element is not closed, or is closed by another; gives the elements. */
export const parseTags = (html: string): readonly string[] => {
  const open: string[] = []
  const seen: string[] = []
  const body = html.replace(/^<!doctype html>/, '').replaceAll(/<style>[^]*?<\/style>/g, '')
  for (const [tag, slash = '', name = '', rest = ''] of body.matchAll(
    /<(\/?)([a-zA-Z][\w-]*)((?:[^<>"]|"[^"<]*")*)>/g,
  )) {
    if (slash === '/') {
      const last = open.pop()
      if (last !== name) throw new Error(`${tag} closes ${last ?? 'nothing'}`)
      continue
    }
    seen.push(name)
    if (!rest.endsWith('/') && !empty.has(name)) open.push(name)
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(', ')}`)
  const left = body.replaceAll(/<(\/?)([a-zA-Z][\w-]*)((?:[^<>"]|"[^"<]*")*)>/g, '')
  if (/[<>]/.test(left)) throw new Error(`a stray bracket: ${/.{0,40}[<>].{0,40}/.exec(left)?.[0] ?? ''}`)
  return seen
}

/** What stands between the tags, single-spaced. */
export const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
