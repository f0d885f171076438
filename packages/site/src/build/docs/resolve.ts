import { posix } from 'node:path'
import { toRoot } from '../html.ts'
import { urlOf } from './page.ts'

/** Where links lead, and what they make part of the site besides the documents. */
export interface Resolver {
  /** The address that a link of a document has on its page. */
  readonly link: (target: string, path: string) => string
  /** The address of a picture, which becomes part of the site. */
  readonly picture: (target: string, path: string) => string
  /** The pictures, files and folders of the repository that pages lead to. */
  readonly pictures: ReadonlySet<string>
  readonly sources: ReadonlySet<string>
}

/** The address of the page on which a file or folder of the repository is shown. */
export const sourceUrl = (path: string): string => `source/${path}/`

/** `files` are all files of the repository. */
export const resolver = (files: readonly string[]): Resolver => {
  const all = new Set(files)
  const pictures = new Set<string>()
  const sources = new Set<string>()
  const target = (to: string, path: string): string => {
    const named = to === '' ? path : posix.join(posix.dirname(path), decodeURI(to)).replace(/\/$/, '')
    if (all.has(named)) return named
    return all.has(`${named}/README.md`) ? `${named}/README.md` : named
  }
  return {
    pictures,
    sources,
    link: (href, path) => {
      if (/^(?:[a-z]+:|\/\/)/i.test(href)) return href
      const [to = '', anchor] = href.split('#')
      const goal = target(to, path)
      const hash = anchor === undefined ? '' : `#${anchor}`
      if (goal === path) return hash === '' ? './' : hash
      if (goal.endsWith('.md')) return `${toRoot(urlOf(path))}${urlOf(goal)}${hash}` || './'
      sources.add(goal)
      return `${toRoot(urlOf(path))}${sourceUrl(goal)}${hash}`
    },
    picture: (href, path) => {
      if (/^(?:[a-z]+:|\/\/)/i.test(href)) throw new Error(`${path}: ${href} would be fetched from elsewhere`)
      const goal = target(href, path)
      pictures.add(goal)
      return `${toRoot(urlOf(path))}files/${goal}`
    },
  }
}
