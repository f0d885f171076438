import { traceUrl } from '../trace/places.ts'

/** A page of the site that is made of a markdown file. */
export interface DocPage {
  /** The file, relative to the repository's root; empty for a page that is made of many. */
  readonly path: string
  /** Where the page stands: `''` is the first one, `core/rules/` another. */
  readonly url: string
  /** Its name in the navigation. */
  readonly name: string
}

/** A part of the navigation. */
export interface Section {
  readonly title: string
  readonly pages: readonly DocPage[]
}

const page = (path: string, name: string): DocPage => ({ path, url: urlOf(path), name })

/** `packages/core/RULES.md` is `core/rules/`, a README its folder, the map `map/`. */
export const urlOf = (path: string): string => {
  if (path === 'README.md') return ''
  if (path === 'packages/README.md') return 'map/'
  const parts = path
    .replace(/^packages\//, '')
    .replace(/^\./, '')
    .replace(/(?:README)?\.md$/, '')
    .toLowerCase()
  return `${parts.replace(/\/$/, '')}/`
}

/** All pages of documents, as the navigation has them; every markdown file of the repository is one. */
export const sections: readonly Section[] = [
  {
    title: 'Start',
    pages: [
      page('README.md', 'What Guichet is'),
      page('packages/guichet/README.md', 'A bot in ten lines'),
      page('packages/guichet/RECIPES.md', 'Recipes'),
    ],
  },
  {
    title: 'Four doors',
    pages: [
      page('packages/core/README.md', 'I build a bot'),
      page('packages/http/README.md', 'I run a platform'),
      page('packages/cli/README.md', 'I pay the bill'),
      page('packages/laws/README.md', 'I check the rules'),
    ],
  },
  {
    title: 'The rules',
    pages: [
      page('packages/core/RULES.md', 'Rules and clauses'),
      page('packages/core/REFUSALS.md', 'Every refusal'),
      page('packages/laws/LAWS.md', 'Every law'),
      { path: '', url: traceUrl, name: 'From rule to code' },
    ],
  },
  {
    title: 'Guides',
    pages: [
      page('packages/cloud-api/README.md', 'Webhooks and messages'),
      page('packages/rates/README.md', 'Rate cards'),
      page('packages/timeline/README.md', 'Timelines'),
      page('packages/runtime/README.md', 'The runtime'),
      page('packages/store-sqlite/README.md', 'SQLite'),
      page('packages/store-postgres/README.md', 'PostgreSQL'),
      page('packages/store-postgres/FAILOVER.md', 'Failover'),
      page('packages/board/README.md', 'The board'),
      page('packages/emulator/README.md', 'The emulator'),
      page('packages/cli/deploy/OPERATIONS.md', 'Operations'),
    ],
  },
]

/** The navigation with the pages of all rulebooks, and with what has no place of its own. */
export const withOthers = (files: readonly string[]): readonly Section[] => {
  const named = new Set(sections.flatMap(({ pages }) => pages.map(({ path }) => path)))
  const others = files.filter((path) => path.endsWith('.md') && !named.has(path))
  const isRulebook = (path: string): boolean => /\/rulebooks\/[\d-]+\.md$/.test(path)
  const nameOf = (path: string): string => {
    const known = otherNames[path]
    return (
      known ??
      path
        .replace(/^packages\//, '')
        .replace(/\/README\.md$/, '')
        .replace(/\.md$/, '')
        .replace(/^.*\/rulebooks\//, '')
    )
  }
  const made = (wanted: (path: string) => boolean): readonly DocPage[] =>
    others.filter(wanted).map((path) => page(path, nameOf(path)))
  return sections
    .map((section) =>
      section.title === 'The rules'
        ? { ...section, pages: [...section.pages, ...made(isRulebook)] }
        : section,
    )
    .concat({ title: 'The project', pages: made((path) => !isRulebook(path)) })
}

const otherNames: Readonly<Record<string, string>> = {
  'packages/README.md': 'Map of the code',
  'packages/CONTRIBUTING.md': 'Contributing',
  'packages/VERSIONS.md': 'Versions',
  '.github/SECURITY.md': 'Security',
}
