import type { Step } from './step.ts'

const removeSend = 'delete from sends where phone_number_id = ? and id = ?'

export const removeSends: Step = ({ run }, { removedSends }) => {
  for (const { phoneNumberId, id } of removedSends) run(removeSend, [phoneNumberId, id])
  return true
}

const keepSend = 'insert into sends (phone_number_id, id, text) values (?, ?, ?) on conflict do nothing'

export const keepSends: Step = ({ run }, { sends }) => {
  for (const { phoneNumberId, id, text } of sends) run(keepSend, [phoneNumberId, id, text])
  return true
}

const tell = 'update sends_told set count = count + 1 where only_one = 1'

export const tellOfSends: Step = ({ run }, { tellsOfSends }) => {
  if (tellsOfSends) run(tell, [])
  return true
}
