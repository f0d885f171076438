import { plainly } from './text.ts'

const known: ReadonlyMap<string, string> = new Map([
  ['meta-refused-inside-window', 'WhatsApp refused a message although the window was open'],
  ['meta-disagrees-on-charge', 'WhatsApp charges differently from its rules'],
  ['sent-outside-window', 'A message went out although the window was closed'],
  ['template-not-approved', 'A template went out that was not approved'],
  ['entry-point-missed', 'A free entry point was answered too late'],
  ['duplicate-send', 'A message was sent twice'],
  ['category-known-late', 'A category became known after its charge was settled'],
])

/** A finding in a few words. */
export const findingInWords = (code: string): string => known.get(code) ?? plainly(code.replaceAll('-', ' '))
