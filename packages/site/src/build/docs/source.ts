import { readdirSync, readFileSync, statSync } from 'node:fs'
import { escaped } from '../html.ts'
import { repositoryFile } from '../repository.ts'
import { highlighted } from './highlight.ts'
import { lineId } from '../trace/places.ts'

/** The longest file that is shown whole. */
const longest = 200_000

/** A file of the repository as a page, for documents lead to them; a folder as a list of what is in it. */
export const sourcePage = (path: string, files: ReadonlySet<string>): string => {
  if (statSync(repositoryFile(path)).isDirectory()) return folderPage(path, files)
  const text = readFileSync(repositoryFile(path), 'utf8')
  const language = /\.(?:mjs|ts|js|json)$/.exec(path)?.[0].slice(1) ?? 'text'
  const shown = text.slice(0, longest)
  const rest = text.length > longest ? '<p class="quiet">The file goes on.</p>' : ''
  return `<h1 class="path">${escaped(path)}</h1><pre tabindex="0"><code>${withLines(highlighted(shown, language))}</code></pre>${rest}`
}

const folderPage = (path: string, files: ReadonlySet<string>): string => {
  const items = readdirSync(repositoryFile(path))
    .sort()
    .filter((name) =>
      [...files].some((file) => file === `${path}/${name}` || file.startsWith(`${path}/${name}/`)),
    )
    .map((name) => `<li>${escaped(name)}</li>`)
  return `<h1 class="path">${escaped(path)}</h1><ul>${items.join('')}</ul>`
}

/** An anchor at the beginning of each line; a comment of several lines may hold some. */
const withLines = (html: string): string =>
  html
    .split('\n')
    .map((line, index) => `<span id="${lineId(index + 1)}"></span>${line}`)
    .join('\n')
