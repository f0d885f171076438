import { fromFlag, fromTexts } from '../columns.ts'
import type { Step } from './step.ts'

const addPhoneNumber =
  'insert into phone_numbers (revision, accounts, id) values (?, ?, ?) on conflict do nothing'
const setPhoneNumber = 'update phone_numbers set revision = ?, accounts = ? where id = ? and revision = ?'

export const putPhoneNumbers: Step = ({ run }, { phoneNumbers }) =>
  phoneNumbers.every(({ id, revision, accounts, expected }) => {
    const values = [revision, fromTexts(accounts), id]
    return (expected === 0 ? run(addPhoneNumber, values) : run(setPhoneNumber, [...values, expected])) === 1
  })

const addTemplate = 'insert into templates (ordinal, recorded_at, text) values (?, ?, ?)'

export const putTemplates: Step = ({ run }, { templates }) => {
  for (const { ordinal, recordedAt, text } of templates) run(addTemplate, [ordinal, recordedAt, text])
  return true
}

// Both do nothing where another intent has the id.
const addIntent = `
  insert into intents (id, revision, is_open, claimed_at, text, phone_number_id, recipient, key)
  values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`

const setIntent = `
  update or ignore intents set id = ?, revision = ?, is_open = ?, claimed_at = ?, text = ?
  where phone_number_id = ? and recipient = ? and key = ? and revision = ?`

export const putIntents: Step = ({ run }, { intents }) =>
  intents.every(({ id, revision, isOpen, claimedAt, text, phoneNumberId, recipient, key, expected }) => {
    const values = [id, revision, fromFlag(isOpen), claimedAt, text, phoneNumberId, recipient, key]
    return (expected === 0 ? run(addIntent, values) : run(setIntent, [...values, expected])) === 1
  })
