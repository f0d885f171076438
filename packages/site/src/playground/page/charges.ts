import { element } from '@guichet/board/dom'
import { plainly } from '@guichet/board/dom'
import type { Cell, ChargeTable, ComparedTable } from '../log/report.ts'
import { left, table } from './table.ts'

const figure = (n: number): string => n.toLocaleString('en-GB')

/** What was charged, by rulebook, category and type. */
export const chargesSection = ({ rows, total, isPriced, missing }: ChargeTable): HTMLElement | null =>
  total.messages === 0
    ? null
    : element(
        'section',
        { class: 'card', id: 'charges' },
        element('h2', {}, 'Charges'),
        table(
          'Charges',
          [
            ['Rules'],
            ['Category'],
            ['Type'],
            ['Messages', 'figure'],
            ['Paid', 'figure'],
            ...(isPriced ? [['Cost', 'figure'] as const] : []),
          ],
          rows.first.map(({ rulebook, category, type, messages, paid, cost }) => [
            rulebook,
            plainly(category),
            plainly(type.replaceAll('_', ' ')),
            figure(messages),
            figure(paid),
            ...(isPriced ? [cost] : []),
          ]),
          ['Total', '', '', figure(total.messages), figure(total.paid), ...(isPriced ? [total.cost] : [])],
        ),
        left(rows.all, rows.first.length),
        missing.length === 0
          ? null
          : element(
              'div',
              {},
              element('h3', {}, 'The rate card has no rate for'),
              element(
                'ul',
                { class: 'plain-list' },
                ...missing.map((words) => element('li', {}, plainly(words))),
              ),
            ),
      )

/** The same messages under other rulebooks. */
export const comparedSection = (compared: ComparedTable | null): HTMLElement | null =>
  compared === null || compared.totals.every(({ messages }) => messages === 0)
    ? null
    : element(
        'section',
        { class: 'card', id: 'compared' },
        element('h2', {}, 'The same messages under other rules'),
        element(
          'p',
          { class: 'quiet' },
          'Paid of all messages, as if each of them had always been in force.',
        ),
        table(
          'The same messages under other rules',
          [
            ['Month'],
            ['Phone number'],
            ['Category'],
            ...compared.rulebooks.map((id) => [id, 'figure'] as const),
          ],
          compared.rows.first.map(({ month, phoneNumberId, category, cells }) => [
            month,
            plainly(phoneNumberId),
            plainly(category),
            ...cells.map(cellInWords),
          ]),
          ['Total', '', '', ...compared.totals.map(cellInWords)],
        ),
        left(compared.rows.all, compared.rows.first.length),
      )

const cellInWords = ({ paid, messages, cost }: Cell): string =>
  messages === 0 ? '–' : `${figure(paid)} of ${figure(messages)}${cost === '' ? '' : `, ${cost}`}`
