import { E, t } from '../prelude.ts'
import { assoc, emptyMap, entriesOf } from '../persistent-map.ts'
import { Moment } from '../time/moment.ts'
import { templateKey } from './language.ts'
import { sendsByNumber, sendsOf, type NumberSends, type Sends, type TemplateSends } from './sends.ts'

const WrittenSends = t.readonlyArray(
  t.type({
    phoneNumberId: t.string,
    accounts: t.readonlyArray(t.string),
    templates: t.readonlyArray(
      t.type({
        isThinned: t.boolean,
        sends: t.readonlyArray(t.type({ message: t.string, at: Moment, name: t.string, language: t.string })),
      }),
    ),
    refuted: t.readonlyArray(t.type({ message: t.string, at: Moment })),
  }),
)

const isSends = (u: unknown): u is Sends => typeof u === 'object' && u !== null && 'bitmap' in u

/** Sends of templates as JSON: what a state keeps of them between two runs. */
export const SendsCodec: t.Type<Sends, unknown, unknown> = new t.Type(
  'Sends',
  isSends,
  (u, context) => {
    const read = WrittenSends.validate(u, context)
    return E.isLeft(read) ? read : t.success(sendsIn(read.right))
  },
  (sends) =>
    WrittenSends.encode(
      [...entriesOf(sendsByNumber(sends))].map(([phoneNumberId, { accounts, templates, refuted }]) => ({
        phoneNumberId,
        accounts,
        templates: [...entriesOf(templates)].map(([, ofOne]) => ofOne),
        refuted: [...refuted].map(([message, at]) => ({ message, at })),
      })),
    ),
)

const sendsIn = (written: t.TypeOf<typeof WrittenSends>): Sends =>
  sendsOf(
    written.reduce(
      (all, { phoneNumberId, accounts, templates, refuted }) =>
        assoc(all, phoneNumberId, {
          accounts,
          templates: templates.reduce((known, ofOne) => {
            const [first] = ofOne.sends
            return first === undefined ? known : assoc(known, templateKey(first.name, first.language), ofOne)
          }, emptyMap<TemplateSends>()),
          refuted: new Map(refuted.map(({ message, at }) => [message, at])),
        }),
      emptyMap<NumberSends>(),
    ),
  )
