import { t } from '../prelude.ts'
import { InstantCodec } from '../time/instant.ts'
import { Amount, AmountOrNull, Id, Word, oneOf, whole } from './codec-parts.ts'
import {
  restrictions,
  type AccountEvent,
  type AccountReleased,
  type AccountRestricted,
  type AuthenticationRateChanged,
  type GroupChanged,
  type ListedTemplate,
  type MessagingLimitChanged,
  type OfNumber,
  type TemplateChanged,
  type TemplatesListed,
  type ThroughputChanged,
} from './account-event.ts'

const happened = t.type({ id: Id, at: InstantCodec })

const ofNumber = whole<OfNumber>()(t.partial({ phoneNumberId: Id, displayPhoneNumber: Id }))

const RestrictionCodec = oneOf('Restriction', restrictions)

const ListedTemplateCodec = whole<ListedTemplate>()(
  t.exact(
    t.intersection([t.type({ name: Word, language: Word }), t.partial({ category: Word, status: Word })]),
  ),
)

/** The codecs of the events that concern no customer. */
export const accountCodecs: {
  readonly [T in AccountEvent['type']]: t.Type<Extract<AccountEvent, { readonly type: T }>, unknown, unknown>
} = {
  'template-changed': whole<TemplateChanged>()(
    t.exact(
      t.intersection([
        t.type({ type: t.literal('template-changed'), id: Id, at: InstantCodec, name: Word, language: Word }),
        t.partial({ account: Id, status: Word, category: Word }),
      ]),
    ),
  ),
  'templates-listed': whole<TemplatesListed>()(
    t.exact(
      t.type({
        type: t.literal('templates-listed'),
        id: Id,
        at: InstantCodec,
        account: Id,
        templates: t.readonlyArray(ListedTemplateCodec),
      }),
    ),
  ),
  'messaging-limit-changed': whole<MessagingLimitChanged>()(
    t.exact(
      t.intersection([
        happened,
        t.type({
          type: t.literal('messaging-limit-changed'),
          account: Id,
          limit: AmountOrNull,
        }),
      ]),
    ),
  ),
  'throughput-changed': whole<ThroughputChanged>()(
    t.exact(
      t.intersection([
        happened,
        ofNumber,
        t.type({ type: t.literal('throughput-changed'), perSecond: Amount }),
        t.partial({ account: Id }),
      ]),
    ),
  ),
  'account-restricted': whole<AccountRestricted>()(
    t.exact(
      t.intersection([
        happened,
        ofNumber,
        t.type({ type: t.literal('account-restricted'), account: Id, restriction: RestrictionCodec }),
        t.partial({ until: InstantCodec }),
      ]),
    ),
  ),
  'account-released': whole<AccountReleased>()(
    t.exact(
      t.intersection([
        happened,
        ofNumber,
        t.type({ type: t.literal('account-released'), account: Id }),
        t.partial({ restriction: RestrictionCodec }),
      ]),
    ),
  ),
  'group-changed': whole<GroupChanged>()(
    t.exact(
      t.intersection([
        happened,
        t.type({
          type: t.literal('group-changed'),
          phoneNumberId: Id,
          group: Id,
          state: oneOf('GroupState', ['active', 'suspended', 'deleted']),
        }),
        t.partial({ account: Id }),
      ]),
    ),
  ),
  'authentication-rate-changed': whole<AuthenticationRateChanged>()(
    t.exact(
      t.intersection([
        happened,
        t.type({
          type: t.literal('authentication-rate-changed'),
          account: Id,
          from: InstantCodec,
          exceptCountries: t.readonlyArray(Word),
        }),
      ]),
    ),
  ),
}
