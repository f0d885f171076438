import { posix } from 'node:path'

/** Links, pictures, scripts and styles of the site that lead nowhere, each with its page. */
export const brokenIn = (files: ReadonlyMap<string, string | Uint8Array>): readonly string[] => {
  const ids = new Map<string, ReadonlySet<string>>()
  for (const [path, body] of files)
    if (path.endsWith('.html') && typeof body === 'string') ids.set(path, idsIn(body))
  return [...files].flatMap(([path, body]) =>
    path.endsWith('.html') && typeof body === 'string'
      ? targetsIn(body).flatMap((target) => {
          const problem = problemOf(target, path, files, ids)
          return problem === null ? [] : [`${path}: ${target} ${problem}`]
        })
      : [],
  )
}

const idsIn = (html: string): ReadonlySet<string> =>
  new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id ?? ''))

const targetsIn = (html: string): readonly string[] =>
  [...html.matchAll(/<(?:a|img|link|script)\s[^>]*?(?:href|src)="([^"]*)"/g)].map(([, target]) =>
    (target ?? '').replaceAll('&amp;', '&'),
  )

const problemOf = (
  target: string,
  path: string,
  files: ReadonlyMap<string, unknown>,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
): string | null => {
  // Addresses elsewhere are not asked: a build needs no network.
  if (/^(?:https?:|mailto:)/.test(target)) return null
  if (/^[a-z]+:|^\//i.test(target)) return 'would not work under every path'
  const [to = '', anchor] = target.split('#').map(decodeURIComponent)
  const named = to === '' ? path : posix.join(posix.dirname(path), to)
  if (named.startsWith('../')) return 'leaves the site'
  const file =
    named === '.' || named === './' ? 'index.html' : named.endsWith('/') ? `${named}index.html` : named
  if (!files.has(file)) return 'is not there'
  // The playground reads what stands behind the # itself.
  if (anchor === undefined || anchor === '' || file === 'playground/index.html') return null
  return ids.get(file)?.has(anchor) === true ? null : 'has no such anchor'
}
