import type { Step } from './step.ts'

const keepEntry = `
  insert into journal (id, received_at, body) select ?1, ?2, ?3
  where not exists (select 1 from journal where substr(id, 1, 12) = substr(?1, 1, 12) and id = ?1)`

/** Each kept unless it is there already. */
export const keepJournal: Step = ({ run }, { journal }) => {
  for (const { id, receivedAt, body } of journal) run(keepEntry, [id, receivedAt, body])
  return true
}

const removeClaim = 'delete from claims where phone_number_id = ? and customer = ? and message = ?'

export const removeClaims: Step = ({ run }, { removedClaims }) => {
  for (const { phoneNumberId, customer, message } of removedClaims)
    run(removeClaim, [phoneNumberId, customer, message])
  return true
}

const keepClaim = `
  insert into claims (phone_number_id, customer, message, month, at) values (?, ?, ?, ?, ?)
  on conflict do nothing`

export const keepClaims: Step = ({ run }, { claims }) => {
  for (const { phoneNumberId, customer, message, month, at } of claims)
    run(keepClaim, [phoneNumberId, customer, message, month, at])
  return true
}

const keepInput = `
  insert into unread (source, part, received_at, text) values (?, ?, ?, ?) on conflict do nothing`

export const keepUnread: Step = ({ run }, { unread }) => {
  for (const { source, index, receivedAt, text } of unread) run(keepInput, [source, index, receivedAt, text])
  return true
}

const keepFinding = `
  insert into findings (phone_number_id, customer, message, code, at, text) values (?, ?, ?, ?, ?, ?)
  on conflict do nothing`

export const keepFindings: Step = ({ run }, { findings }) => {
  for (const { phoneNumberId, customer, message, code, at, text } of findings)
    run(keepFinding, [phoneNumberId, customer, message, code, at, text])
  return true
}
