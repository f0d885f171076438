// What to select, by the names that rows have here. The driver parses JSON.

export const threadColumnList = `phone_number_id AS "phoneNumberId", customer, aliases::json AS aliases, revision,
  length, newest, window_closes_at AS "windowClosesAt", reply_by AS "replyBy", closed_by_meta AS "closedByMeta",
  waiting_since AS "waitingSince", name`

export const intentColumnList = `phone_number_id AS "phoneNumberId", recipient, key, id, revision,
  is_open AS "isOpen", claimed_at AS "claimedAt", text`
