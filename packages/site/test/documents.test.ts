import { describe, expect, it } from 'vitest'
import { brokenIn } from '../src/build/check-links.ts'
import { rendered, type Mentions } from '../src/build/docs/markdown.ts'
import { urlOf } from '../src/build/docs/page.ts'
import { resolver } from '../src/build/docs/resolve.ts'
import { entriesOf } from '../src/build/docs/search-index.ts'

const files = [
  'README.md',
  'packages/core/README.md',
  'packages/core/RULES.md',
  'packages/core/src/engine.ts',
  'packages/core/a.svg',
]
const mentions: Mentions = {
  clauses: new Set(['CSW-1']),
  laws: new Set(['order-free']),
  errorCodes: new Set(['131047']),
  lawsOf: new Map([['CSW-1', ['order-free']]]),
  api: (name) => (name === 'engine' ? 'api/core/#engine' : null),
}
const htmlOf = (text: string, path = 'packages/core/README.md'): string =>
  rendered(path, text, resolver(files), mentions).html

describe('a document becomes a page', () => {
  it.each([
    ['README.md', ''],
    ['packages/README.md', 'map/'],
    ['packages/core/README.md', 'core/'],
    ['packages/core/RULES.md', 'core/rules/'],
    ['packages/core/rulebooks/2026-10-01.md', 'core/rulebooks/2026-10-01/'],
    ['.github/SECURITY.md', 'github/security/'],
  ])('%s at %s', (path, url) => expect(urlOf(path)).toBe(url))

  it.each([
    ['a link to a document', '[a](RULES.md#the-clauses)', 'href="../core/rules/#the-clauses"'],
    ['to a folder', '[a](../core)', 'href="./"'],
    ['to the first page', '[a](../../README.md)', 'href="../"'],
    ['to a file', '[a](src/engine.ts)', 'href="../source/packages/core/src/engine.ts/"'],
    ['within the page', '[a](#b)', 'href="#b"'],
    ['elsewhere', '[a](https://x.org/)', 'href="https://x.org/"'],
    ['a picture', '![a](a.svg)', 'src="../files/packages/core/a.svg"'],
    ['a clause', 'See (CSW-1).', '<a href="../core/rules/#csw-1" class="clause">CSW-1</a>'],
    ['a clause in code', '`CSW-1`', '<a href="../core/rules/#csw-1"><code>CSW-1</code></a>'],
    ['a law', '`order-free`', 'href="../laws/laws/#order-free"'],
    ['an error code', '`131047`', 'href="../core/refusals/#131047"'],
    ['a name of the API', '`engine`', 'href="../api/core/#engine"'],
    ['one in code', '```ts\nengine()\n```', '<a href="../api/core/#engine">engine</a>'],
  ])('with %s', (_, text, html) => expect(htmlOf(text)).toContain(html))

  it('without links where they would mislead', () => {
    expect(htmlOf('[see CSW-1](RULES.md)').match(/<a /g)).toHaveLength(1)
    expect(htmlOf('AES256 and X-1')).not.toContain('<a ')
    expect(htmlOf('```ts\nconst a = { engine: 1 }\n```')).not.toContain('<a ')
  })

  it('whose text stays text', () => {
    expect(htmlOf('a < b & c &amp; `<i>`')).toContain('a &lt; b &amp; c &amp; <code>&lt;i&gt;</code>')
    expect(htmlOf('```sh\n<b>&\n```')).toContain('&lt;b&gt;&amp;')
  })

  it('whose clauses can be linked to, know their laws, and are found', () => {
    const text =
      '# Rules\n\n## The clauses\n\n| clause | says |\n| --- | --- |\n| `CSW-1` | Each message. |\n'
    const page = rendered('packages/core/RULES.md', text, resolver(files), mentions)
    expect(page.html).toContain('<tr id="csw-1">')
    expect(page.html).toContain('Checked by <a href="../../laws/laws/#order-free">order-free</a>')
    expect(page.html).toContain('href="../../trace/#csw-1"')
    expect(entriesOf({ url: 'core/rules/', ...page }).map(({ url, heading }) => [url, heading])).toEqual([
      ['core/rules/#csw-1', 'CSW-1'],
      ['core/rules/', ''],
      ['core/rules/#the-clauses', 'The clauses'],
    ])
  })
})

describe('a link that leads nowhere is found', () => {
  const site = (link: string): ReadonlyMap<string, string> =>
    new Map([
      ['index.html', `<a class="x" href="${link}">`],
      ['a/index.html', '<h2 id="there"></h2>'],
      ['a/b.svg', ''],
    ])
  it.each(['a/', 'a/#there', './', '#', 'a/b.svg', 'https://x.org/'])('but not %s', (link) =>
    expect(brokenIn(site(link))).toEqual([]),
  )
  it.each([
    ['b/', 'is not there'],
    ['a', 'is not there'],
    ['a/#gone', 'no such anchor'],
    ['#gone', 'no such anchor'],
    ['../', 'leaves the site'],
    ['/a/', 'every path'],
    ['javascript:alert(1)', 'every path'],
  ])('%s', (link, problem) => {
    const broken = brokenIn(site(link))
    expect(broken).toHaveLength(1)
    expect(broken[0]).toContain(`index.html: ${link} `)
    expect(broken[0]).toContain(problem)
  })
})
