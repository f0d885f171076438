import { broken, mapTexts, type BrokenStore } from './broken-stores.ts'

/** Every text is another one, on its way in and in every question. */
const rewriting = (fault: string, replace: (text: string) => string): BrokenStore =>
  broken(fault, (store) => ({
    commit: (change) => store.commit(mapTexts(change, replace)),
    load: (wanted) => store.load(mapTexts(wanted, replace)),
    events: (key, page) => store.events(mapTexts(key, replace), page),
    intentsTo: (id, recipients, limit) => store.intentsTo(replace(id), recipients.map(replace), limit),
  }))

/** Texts of rows alone are others; keys are not. */
const rewritingBodies = (fault: string, replace: (text: string) => string): BrokenStore =>
  broken(fault, (store) => ({
    commit: (change) =>
      store.commit({
        ...change,
        journal: change.journal.map((row) => ({ ...row, body: replace(row.body) })),
        templates: change.templates.map((row) => ({ ...row, text: replace(row.text) })),
      }),
  }))

const instants = (fault: string, replace: (at: number) => number): BrokenStore =>
  broken(fault, (store) => ({
    commit: (change) =>
      store.commit({
        ...change,
        threads: change.threads.map((thread) => ({
          ...thread,
          events: thread.events.map((event) => ({ ...event, recordedAt: replace(event.recordedAt) })),
        })),
      }),
  }))

/** Faults of what is done to texts and numbers. */
export const brokenTexts: readonly BrokenStore[] = [
  rewriting('does not tell upper from lower case', (text) => text.toLowerCase()),
  rewriting('normalises texts', (text) => text.normalize('NFC')),
  rewriting('cuts spaces at the end', (text) => text.replace(/ +$/u, '')),
  rewriting('cuts names and texts at 200 characters', (text) => text.slice(0, 200)),
  rewriting('stops at a control character', (text) => text.split('\u0001')[0] ?? ''),
  rewriting('loses what is beyond U+FFFF', (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '\ufffd')),
  rewriting('takes a backslash for an escape', (text) => text.replaceAll('\\', '')),
  rewritingBodies('makes one kind of line end of all', (text) => text.replaceAll('\r\n', '\n')),
  rewritingBodies('loses a byte order mark', (text) => text.replace(/^\ufeff/u, '')),
  rewritingBodies('cuts texts at 64 KiB', (text) => text.slice(0, 65_536)),
  rewritingBodies('writes JSON anew', (text) => {
    try {
      return JSON.stringify(JSON.parse(text))
    } catch {
      return text
    }
  }),
  broken('joins the parts of a key', (store) => {
    const joined = <Key extends { readonly phoneNumberId: string; readonly customer: string }>(
      key: Key,
    ): Key => {
      const parts = `${key.phoneNumberId}:${key.customer}`.split(':')
      return { ...key, phoneNumberId: parts[0] ?? '', customer: parts.slice(1).join(':') }
    }
    return {
      commit: (change) =>
        store.commit({
          ...change,
          threads: change.threads.map((thread) => ({ ...thread, row: joined(thread.row) })),
          ids: change.ids.map((id) => ({ ...id, ...joined(id) })),
        }),
      load: (wanted) => store.load({ ...wanted, threads: wanted.threads.map(joined) }),
    }
  }),
  rewriting('does not tell phone numbers apart', (text) =>
    text.replace('106540352242923', '106540352242922'),
  ),
  instants('keeps whole seconds', (at) => Math.floor(at / 1000) * 1000),
  instants('keeps 32 bits of an instant', (at) => at | 0),
  instants('takes instant 0 for none', (at) => at || 1),
]
