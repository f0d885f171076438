/** Why a field gives no event, for the fields whose reason is worth a sentence. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['smb_message_echoes', 'sent from the WhatsApp Business app: opens, extends and costs nothing (COEX-1)'],
  ['history', 'imported history: opens nothing (POS-5)'],
  ['message_template_components_update', "a template's content changed; its status and its category did not"],
  [
    'account_alerts',
    'a notice to those who keep the account: changes no limit and restricts nothing (LIM-23)',
  ],
  ['account_review_update', 'about the account: changes no thread and no template'],
  ['phone_number_name_update', 'about a phone number: changes no thread and no template'],
])

/** Why this field gives no event. */
export const whyIgnored = (field: string): string =>
  reasons.get(field) ?? 'a field that Guichet does not read'
