import { rulebooks } from '@guichet/core'
import { button, element } from '@guichet/board/dom'
import type { AuditRequest, NamedBlob } from '../log/request.ts'
import { exampleText } from './examples.ts'
import { choice, field, tick } from './fields.ts'
import { rulesForm } from './rules-form.ts'

/** The part of the page in which a log and its rules are chosen. */
export interface LogForm {
  readonly node: HTMLElement
}

/** `onRequest` is called with each log, and again where the rules change. */
export const logForm = (onRequest: (request: AuditRequest) => void): LogForm => {
  let files: readonly NamedBlob[] = []
  let ownCard: string | null = null

  const again = (): void => {
    if (files.length > 0)
      onRequest({
        ...rules.read(),
        files,
        rates: ratesChosen(),
        compare: compared.filter(({ box }) => box.checked).map(({ box }) => box.value),
      })
  }
  const take = (given: readonly NamedBlob[]): void => {
    if (given.length === 0) return
    files = given
    again()
  }

  const rules = rulesForm(Intl.DateTimeFormat().resolvedOptions().timeZone, again)
  const rates = choice([
    ['', 'none: count messages only'],
    ['sample', 'a sample, in USD; not complete'],
    ['own', 'a file of yours'],
  ])
  const cardFile = element('input', { type: 'file', accept: '.csv,.json' })
  const ownRates = field('Your rate card', cardFile)
  ownRates.hidden = true
  const ratesChosen = (): string | null => {
    if (rates.value === 'sample') return exampleText('rates')
    return rates.value === 'own' ? ownCard : null
  }
  rates.addEventListener('change', () => {
    ownRates.hidden = rates.value !== 'own'
    if (rates.value !== 'own' || ownCard !== null) again()
  })
  cardFile.addEventListener('change', async () => {
    ownCard = (await cardFile.files?.[0]?.text()) ?? null
    again()
  })
  const compared = rulebooks.map(({ id }) => tick(id, id))
  for (const { box } of compared) box.addEventListener('change', again)

  const { node: drop } = dropZone(take)
  const settings = element(
    'div',
    { class: 'settings' },
    ...rules.nodes.slice(0, 2),
    field('Rate card', rates),
    ownRates,
    element(
      'fieldset',
      { class: 'field wide' },
      element('legend', {}, 'The same messages under other rules'),
      element('div', { class: 'ticks' }, ...compared.map(({ node }) => node)),
    ),
    ...rules.nodes.slice(2),
  )
  const bakery = button('Read the log of an invented bakery', 'primary', () => {
    const chosen = rules.read()
    rules.write({ ...chosen, timeZone: 'Europe/Paris' })
    take([{ name: 'bakery.ndjson', blob: new Blob([exampleText('bakery')]) }])
  })
  return {
    node: element(
      'section',
      { class: 'panel-form' },
      drop,
      element('p', {}, bakery),
      pasting(take),
      settings,
    ),
  }
}

/** Where files are dropped or chosen. */
const dropZone = (take: (files: readonly NamedBlob[]) => void): { readonly node: HTMLElement } => {
  const input = element('input', { type: 'file', multiple: true, id: 'log-files' })
  const node = element(
    'div',
    { class: 'drop' },
    element('label', { for: 'log-files' }, 'Drop a webhook log here, or choose files'),
    input,
    element('p', { class: 'quiet' }, 'Webhook bodies, one a line or a JSON array, plain or gzip.'),
  )
  const named = (list: FileList | null | undefined): readonly NamedBlob[] =>
    [...(list ?? [])].map((blob) => ({ name: blob.name, blob }))
  input.addEventListener('change', () => {
    take(named(input.files))
    // The same file may be chosen again.
    input.value = ''
  })
  node.addEventListener('dragover', (event) => {
    event.preventDefault()
    node.classList.add('over')
  })
  node.addEventListener('dragleave', () => node.classList.remove('over'))
  node.addEventListener('drop', (event) => {
    event.preventDefault()
    node.classList.remove('over')
    take(named(event.dataTransfer?.files))
  })
  return { node }
}

const pasting = (take: (files: readonly NamedBlob[]) => void): HTMLElement => {
  const text = element('textarea', { rows: '6', class: 'mono', spellcheck: 'false' })
  return element(
    'details',
    { class: 'own' },
    element('summary', {}, 'Paste a log'),
    field('Webhook bodies', text),
    button('Read it', 'small', () => {
      if (text.value.trim() !== '') take([{ name: 'pasted', blob: new Blob([text.value]) }])
    }),
  )
}
