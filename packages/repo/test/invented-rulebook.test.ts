import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isRight, parseAmendments, rulebooksWith, type OwnAmendment } from '@guichet/core'
import { invented } from '../../core/test/support/invented-rulebook.ts'
import { run } from '../../cli/test/support/run.ts'
import { rulebookPages } from '../src/generated/pages.ts'
import { rulebookTable } from '../src/generated/rulebooks.ts'
import { changesOf } from '../src/generated/rules-in-words.ts'
import { valuesOfRulebooks } from '../src/generated/values.ts'
import { withFolderInside } from '../src/temporary.ts'

/** Whatever is generated of rulebooks follows one that nobody announced, without a line written for it. */
const amendments = ((): readonly OwnAmendment[] => {
  const parsed = parseAmendments([invented])
  return isRight(parsed) ? parsed.right : []
})()
const books = rulebooksWith(amendments)
const place = books.findIndex(({ id }) => id === invented.effective)
const [before, book] = books.slice(place - 1)
const own = (invented.clauses ?? []).flatMap((clause) => (typeof clause === 'string' ? [] : [clause]))

const pageOf = async (id: string | undefined): Promise<string> =>
  (await rulebookPages(amendments)
    .find(({ path }) => path.endsWith(`/${id}.md`))
    ?.write()) ?? ''

/** A row of a table in Markdown, with its cells. */
const rowOf = (text: string, first: string): readonly string[] =>
  (text.split('\n').find((line) => line.startsWith(`| ${first}`)) ?? '')
    .split(' | ')
    .map((cell) => cell.trim())

const changes = book === undefined ? [] : changesOf(book, before)

test('the invented rulebook changes rules and brings clauses of its own', () => {
  expect(amendments).toHaveLength(1)
  expect(changes).toEqual([
    'free in each month: 500 service messages a phone number and month (APR27-1)',
    'an authentication template in the window is free: yes (APR27-2)',
  ])
  expect(own.map(({ id }) => id)).toEqual(['APR27-1', 'APR27-2'])
})

describe('its page', () => {
  test('says what changes, and names each clause with what it says', async () => {
    const page = await pageOf(invented.effective)
    expect(page).toContain('# The rulebook of 1 April 2027')
    expect(page).toContain('In force from midnight of 1 April 2027 on')
    expect(page).toContain(invented.summary)
    for (const change of changes) expect(page).toContain(`- ${change}`)
    for (const { id, says, source } of own)
      expect(rowOf(page, `\`${id}\``).join(' ')).toContain(`${says} ${source}`)
  })

  test('says who pays as the engine decides under it', async () => {
    const [, , open] = rowOf(await pageOf(invented.effective), 'service message')
    expect(open).toBe('free among the first 500 of the month, then paid<br>OCT26-2, APR27-1')
    const [, closed, free] = rowOf(await pageOf(invented.effective), 'authentication template')
    expect(closed).toMatch(/^paid<br>/)
    expect(free).toMatch(/^free<br>.*APR27-2/)
  })

  test('follows that of the rulebook before it, which ends', async () => {
    expect(await pageOf(before?.id)).toContain(`[${invented.effective} →](${invented.effective}.md)`)
    expect(await pageOf(before?.id)).toContain('until the end of 31 March 2027')
    expect(await pageOf(invented.effective)).toContain(`[← ${before?.id}](${before?.id}.md)`)
  })
})

test('the page of all rules has a row for it', () => {
  const row = rowOf(rulebookTable(amendments), `[\`${invented.effective}\`]`)
  expect(row[1]).toBe(invented.summary)
  expect(row[2]).toBe(changes.join('<br>'))
  expect(row[3]).toContain('APR27-1, APR27-2')
})

test('the values of the reading copy have what it changes, without reasons', async () => {
  const text = await valuesOfRulebooks(amendments)
  const [, last = ''] = text.split(`effective: '${invented.effective}'`)
  expect(last).toContain("freeTier: { amount: 500, counts: 'service-messages', per: 'phone-number' }")
  expect(last).toContain('authenticationInWindow: { isFree: true }')
  expect(last).not.toContain('APR27')
})

test('guichet rulebooks FILE prints all of its rules and its clauses', async () => {
  const { code, stdout } = await withFolderInside((folder) => {
    const path = join(folder, 'invented.json')
    writeFileSync(path, JSON.stringify(invented))
    return run(['rulebooks', path, '--format', 'text'])
  })
  expect(code).toBe(0)
  expect(stdout).toContain(`${invented.effective}  ${invented.summary}`)
  const lines = stdout.split('\n').map((line) => line.trim().replace(/ +/g, ' '))
  const rules = book?.rules ?? {}
  for (const name of Object.keys(rules))
    expect(lines.filter((line) => line.startsWith(`${name} `))).toHaveLength(1)
  expect(lines).toContain('freeTier amount 500, counts service-messages, per phone-number [APR27-1]')
  expect(lines).toContain('authenticationInWindow isFree true [APR27-2]')
  for (const { id, says } of own) expect(lines).toContain(`${id} ${says}`)
})
