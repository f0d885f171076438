import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { boardFiles } from '@guichet/board'

const files = boardFiles()
const bodyOf = (path: string): string => files.get(path)?.body ?? ''
const sources = fileURLToPath(new URL('../src/page/', import.meta.url))
const sourceFiles = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
)

describe('the files of the page', () => {
  it('are the page, its style, its icon, and every module that was built', () => {
    expect([...files.keys()].filter((path) => !path.startsWith('/board/page/'))).toEqual([
      '/',
      '/board/board.css',
      '/board/icon.svg',
    ])
    for (const path of sourceFiles)
      expect(
        files.has(`/board/page/${path.replace(/ts$/, 'js')}`),
        `${path} is not built: npm run build`,
      ).toBe(true)
    expect(
      [...files.values()].every(({ body, contentType }) => body !== '' && contentType.includes('/')),
    ).toBe(true)
  })

  it('name no file that is not there', () => {
    const named = [...bodyOf('/').matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '')
    const styled = [...bodyOf('/board/board.css').matchAll(/url\('([^']+)'\)/g)].map(([, path]) => path ?? '')
    const imported = [...files].flatMap(([path, { body }]) =>
      path.endsWith('.js')
        ? [...body.matchAll(/^(?:import|export) .*?from ["']([^"']+)["']/gm)].map(([, to]) => {
            expect(to).toMatch(/^\.{1,2}\/.*\.js$/)
            return posix.join(posix.dirname(path), to ?? '')
          })
        : [],
    )
    expect(named).toHaveLength(3)
    expect(styled).toHaveLength(1)
    expect(imported.length).toBeGreaterThan(100)
    expect([...named, ...styled, ...imported].filter((path) => !files.has(path))).toEqual([])
  })

  it('hold no script and no style inside the page, which its policy forbids', () => {
    expect(bodyOf('/')).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/i)
    expect(bodyOf('/board/icon.svg')).not.toMatch(/<style|<script|\sstyle=/i)
  })

  it('make elements by functions alone', () => {
    const unsafe =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|\beval\b|new Function|setAttribute\('style'/
    const found = sourceFiles.filter((path) => unsafe.test(readFileSync(sources + path, 'utf8')))
    expect(sourceFiles.length).toBeGreaterThan(40)
    expect(found).toEqual([])
  })
})
