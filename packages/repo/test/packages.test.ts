import { isBuiltin } from 'node:module'
import { describe, expect, it, test } from 'vitest'
import { publishedFolders } from '../src/bundle/bundle.ts'
import { readText } from '../src/files.ts'
import { manifestProblems } from '../src/house/manifests.ts'
import { readManifest, type Manifest } from '../src/manifests.ts'
import { declaredPackages, publishedManifest } from '../src/release/published.ts'
import { inRoot } from '../src/root.ts'

const main = readManifest('.')
const folders = publishedFolders()

/** What is typed by a package of its own, which only this repository installs. */
const typesElsewhere: ReadonlySet<string> = new Set(['pg', 'cli-progress', 'express'])

/** A root that names where it is, as the one of a release has to. */
const placed = { repository: { type: 'git', url: 'git+https://example.org/made/up.git' } }

const packed = (folder: string, root: Pick<Manifest, 'repository'> = placed): Manifest => {
  const manifest = readManifest('packages', folder)
  return publishedManifest(folder, manifest, root, declaredPackages(inRoot('packages', folder), manifest))
}

describe('the package.json that npm gets', () => {
  it.each(folders)('of %s says where its source, its page and its issues are', (folder) => {
    expect(packed(folder)).toMatchObject({
      homepage: `https://example.org/made/up/tree/main/packages/${folder}#readme`,
      bugs: { url: 'https://example.org/made/up/issues' },
      repository: {
        type: 'git',
        url: 'git+https://example.org/made/up.git',
        directory: `packages/${folder}`,
      },
    })
  })

  it.each(folders)('of %s has no door, tool or address that its receiver cannot use', (folder) => {
    const { exports = {}, devDependencies, homepage } = packed(folder, {})
    expect(Object.keys(exports)).not.toContain('./testing')
    expect(devDependencies).toBeUndefined()
    expect(homepage).toBeUndefined()
  })

  // What the bundles took in is not installed a second time, unless declarations speak of its types.
  test.each([
    ['core', 'fp-ts io-ts'],
    ['cloud-api', ''],
    ['timeline', ''],
    ['runtime', ''],
    ['rates', ''],
    ['http', '@guichet/cloud-api @guichet/runtime @guichet/timeline'],
    ['ledger-restate', '@guichet/runtime @restatedev/restate-sdk'],
    ['store-sqlite', '@guichet/runtime libsql'],
    ['store-postgres', '@guichet/runtime pg'],
    ['guichet', '@guichet/cloud-api @guichet/core @guichet/runtime @guichet/store-sqlite'],
    ['laws', '@guichet/core fast-check'],
    ['emulator', '@guichet/core @guichet/laws'],
    ['board', ''],
  ])('of %s installs no more than it needs: %s', (folder, needed) => {
    expect(Object.keys(packed(folder).dependencies ?? {}).join(' ')).toBe(needed)
  })

  // Otherwise it compiles only here, where everything is installed.
  it.each(folders)('of %s brings the types of all that its declarations mention', (folder) => {
    const manifest = readManifest('packages', folder)
    const mentioned = [...declaredPackages(inRoot('packages', folder), manifest)]
    const there = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
    expect(mentioned.filter((name) => !isBuiltin(name) && !there.includes(name))).toEqual([])
    expect(mentioned.filter((name) => typesElsewhere.has(name))).toEqual([])
  })

  it('has a row for every package but the command, which has the most', () => {
    expect(Object.keys(packed('cli').dependencies ?? {})).toContain('@guichet/http')
  })
})

describe('the README that npm shows', () => {
  it.each(folders)('of %s says what can load it, and what it needs beside it', (folder) => {
    const { peerDependencies = {}, peerDependenciesMeta = {}, engines } = readManifest('packages', folder)
    const peers = Object.keys(peerDependencies).filter(
      (name) => peerDependenciesMeta[name]?.optional !== true,
    )
    const node = /\d+\.\d+/.exec(engines?.node ?? '')?.[0]
    const beside = peers.map((name) => ` Install it beside \`${name}\`, its peer.`).join('')
    const line = `ES modules only, for Node ${node} or newer; \`require\` loads them, too.${beside}\n`
    expect(readText(`packages/${folder}/README.md`).text).toContain(line)
  })
})

describe('a planted fault in a package.json is found', () => {
  const runtime = readManifest('packages', 'runtime')
  const core = '@guichet/core'
  test.each<readonly [string, string, Manifest, string]>([
    [
      'core brought along',
      'runtime',
      { ...runtime, dependencies: { [core]: '^0.1.0' } },
      `${core} among the dep`,
    ],
    ['core not asked for', 'runtime', { ...runtime, peerDependencies: {} }, `${core} as peer`],
    ['any core', 'runtime', { ...runtime, peerDependencies: { [core]: '>=0.1.0' } }, `${core} as peer`],
    ['core not there for tests', 'runtime', { ...runtime, devDependencies: {} }, `${core} for development`],
    ['a peer that is not needed', 'laws', { ...runtime, name: '@guichet/laws' }, `${core} as peer`],
    [
      'an old sister',
      'http',
      { ...readManifest('packages', 'http'), dependencies: { '@guichet/runtime': '^0.0.9' } },
      '@guichet/runtime',
    ],
    [
      'no provenance',
      'runtime',
      { ...runtime, publishConfig: { access: 'public' } },
      'publishConfig.provenance',
    ],
    ['no keywords', 'runtime', { ...runtime, keywords: ['whatsapp'] }, 'keywords of its own'],
    [
      'no way to its package.json',
      'runtime',
      { ...runtime, exports: { '.': runtime.exports?.['.'] ?? {} } },
      'an export of its package.json',
    ],
  ])('%s', (_, folder, manifest, field) => {
    expect(manifestProblems({ folder, manifest }, main).join('\n')).toContain(`${folder}: ${field}`)
  })
})
