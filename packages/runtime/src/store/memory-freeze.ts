import type { ClaimRow, FindingRow, IntentRow, PhoneNumberRow, ThreadRow } from './rows.ts'

// A row is kept without what a change says beside it (`expected`), and nobody can change it afterwards.

export const freezeThread = (row: ThreadRow): ThreadRow =>
  Object.freeze({ ...row, aliases: Object.freeze([...row.aliases]) })

export const freezePhoneNumber = ({ id, revision, accounts }: PhoneNumberRow): PhoneNumberRow =>
  Object.freeze({ id, revision, accounts: Object.freeze([...accounts]) })

export const freezeIntent = ({
  phoneNumberId,
  recipient,
  key,
  id,
  revision,
  isOpen,
  claimedAt,
  text,
}: IntentRow): IntentRow =>
  Object.freeze({ phoneNumberId, recipient, key, id, revision, isOpen, claimedAt, text })

export const freezeClaim = (row: ClaimRow): ClaimRow => Object.freeze({ ...row })

export const freezeFinding = (row: FindingRow): FindingRow => Object.freeze({ ...row })
