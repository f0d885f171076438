import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { escaped, toRoot } from '../html.ts'
import { highlighted, type LinkOf } from '../docs/highlight.ts'
import type { Content } from '../docs/layout.ts'
import { repositoryFile } from '../repository.ts'
import { declaredIn, type Declared } from './declared.ts'

/** The reference: a page for each door of each published package, and one that lists them. */
export interface Api {
  readonly pages: readonly Content[]
  /** The address of a name's entry, relative to the root. */
  readonly linkOf: LinkOf
}

interface Door {
  readonly specifier: string
  readonly url: string
  readonly description: string
  readonly declared: readonly Declared[]
}

/** Reads the declarations of all published packages; they must have been built. */
export const apiReference = (): Api => {
  const doors = doorsOf()
  const places = new Map<string, string>()
  for (const { url, declared } of doors)
    for (const { name } of declared) if (!places.has(name)) places.set(name, `${url}#${name.toLowerCase()}`)
  const linkOf: LinkOf = (name) => places.get(name) ?? null
  return { linkOf, pages: [listPage(doors), ...doors.map((door) => doorPage(door, linkOf))] }
}

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly description?: string
  readonly exports?: Readonly<Record<string, { readonly types?: string }>>
}

const doorsOf = (): readonly Door[] => {
  const packages = repositoryFile('packages')
  const found = readdirSync(packages)
    .filter((folder) => existsSync(join(packages, folder, 'package.json')))
    .sort()
    .flatMap((folder) => {
      const manifest: Manifest = JSON.parse(readFileSync(join(packages, folder, 'package.json'), 'utf8'))
      if (manifest.private === true) return []
      return Object.entries(manifest.exports ?? {}).flatMap(([door, { types }]) => {
        if (types === undefined || !existsSync(join(packages, folder, types))) return []
        const specifier = `${manifest.name}${door.slice(1)}`
        return [
          {
            specifier,
            url: `api/${specifier.replace('@guichet/', '')}/`,
            description: manifest.description ?? '',
            file: join(packages, folder, types),
          },
        ]
      })
    })
  const declared = declaredIn(found.map(({ file }) => file))
  return found.map(({ file, ...door }) => ({ ...door, declared: declared.get(file) ?? [] }))
}

const listPage = (doors: readonly Door[]): Content => {
  const rows = doors.map(
    ({ specifier, url, description, declared }) =>
      `<tr><td><a href="${escaped(url.slice('api/'.length))}"><code>${escaped(specifier)}</code></a></td><td>${escaped(description)}</td><td>${declared.length}</td></tr>`,
  )
  return {
    url: 'api/',
    title: 'API reference',
    headings: [],
    html: `<h1 id="api-reference">API reference</h1><p>What each package lets out, as its declarations have it.</p>
<div class="table" tabindex="0" role="region" aria-label="Packages"><table><thead><tr><th scope="col">Import</th><th scope="col">What it is</th><th scope="col">Names</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
  }
}

const kinds = [
  ['function', 'Functions'],
  ['value', 'Values'],
  ['type', 'Types'],
] as const

const doorPage = ({ specifier, url, declared }: Door, linkOf: LinkOf): Content => {
  const root = toRoot(url)
  const groups = kinds.flatMap(([kind, title]) => {
    const own = declared.filter((one) => one.kind === kind)
    if (own.length === 0) return []
    const entries = own.map((one) =>
      entry(one, (name) => (name === one.name ? null : withRoot(linkOf(name), root))),
    )
    return [`<h2 id="${title.toLowerCase()}">${title}</h2>${entries.join('\n')}`]
  })
  return {
    url,
    title: specifier,
    headings: kinds
      .filter(([kind]) => declared.some((one) => one.kind === kind))
      .map(([, title]) => ({ id: title.toLowerCase(), text: title, depth: 2 })),
    html: `<h1 id="door"><code>${escaped(specifier)}</code></h1>${groups.join('\n')}`,
  }
}

const withRoot = (link: string | null, root: string): string | null =>
  link === null ? null : `${root}${link}`

const entry = ({ name, words, examples, declaration }: Declared, linkOf: LinkOf): string => {
  const id = name.toLowerCase()
  const code = (text: string): string =>
    `<pre tabindex="0"><code>${highlighted(text, 'ts', linkOf)}</code></pre>`
  const shown = examples.map((text) => `<h4>Example</h4>${code(text)}`).join('')
  return `<h3 id="${escaped(id)}"><code>${escaped(name)}</code></h3><p>${inWords(words)}</p>${code(declaration)}${shown}`
}

/** Docstrings have paragraphs and code in backticks, and nothing else. */
const inWords = (words: string): string =>
  escaped(words)
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll(/\n\n+/g, '</p><p>')
