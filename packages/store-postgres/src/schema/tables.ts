/**
 * The tables of version 1. Keys begin with the phone number and the customer. Texts compare by their bytes
 * (COLLATE "C"), so that equal means identical and the order is the same on every server. Instants are epoch
 * milliseconds. Lists of texts are JSON.
 */
export const tables = `
CREATE TABLE journal (
  id text COLLATE "C" PRIMARY KEY,
  received_at bigint NOT NULL,
  body text NOT NULL
);
CREATE INDEX journal_by_arrival ON journal (received_at, id);

CREATE TABLE threads (
  phone_number_id text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  aliases text NOT NULL,
  revision bigint NOT NULL,
  length bigint NOT NULL,
  newest bigint NOT NULL,
  window_closes_at bigint,
  reply_by bigint,
  closed_by_meta bigint,
  PRIMARY KEY (phone_number_id, customer)
);
CREATE INDEX threads_by_window ON threads (window_closes_at, phone_number_id, customer)
  WHERE window_closes_at IS NOT NULL;
CREATE INDEX threads_by_reply ON threads (reply_by, phone_number_id, customer) WHERE reply_by IS NOT NULL;

CREATE TABLE snapshots (
  phone_number_id text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  length bigint NOT NULL,
  made_by text NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (phone_number_id, customer)
);

CREATE TABLE events (
  phone_number_id text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  ordinal bigint NOT NULL,
  recorded_at bigint NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (phone_number_id, customer, ordinal)
);
CREATE INDEX events_by_recording ON events (recorded_at, phone_number_id, customer, ordinal);

CREATE TABLE ids (
  phone_number_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  PRIMARY KEY (phone_number_id, id)
);

CREATE TABLE phone_numbers (
  id text COLLATE "C" PRIMARY KEY,
  revision bigint NOT NULL,
  accounts text NOT NULL
);

CREATE TABLE templates (
  ordinal bigint PRIMARY KEY,
  recorded_at bigint NOT NULL,
  text text NOT NULL,
  -- How many there are with this one, so that nobody has to count them.
  count bigint NOT NULL UNIQUE
);

CREATE TABLE intents (
  phone_number_id text COLLATE "C" NOT NULL,
  recipient text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL UNIQUE,
  revision bigint NOT NULL,
  is_open boolean NOT NULL,
  claimed_at bigint NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (phone_number_id, recipient, key)
);
CREATE INDEX intents_open ON intents (claimed_at, id) WHERE is_open;

CREATE TABLE claims (
  phone_number_id text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  message text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (phone_number_id, customer, message)
);
CREATE INDEX claims_by_month ON claims (phone_number_id, month, at);

CREATE TABLE unread (
  source text COLLATE "C" NOT NULL,
  index bigint NOT NULL,
  received_at bigint NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (source, index)
);
CREATE INDEX unread_by_arrival ON unread (received_at, source, index);

CREATE TABLE findings (
  phone_number_id text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  message text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (phone_number_id, customer, message, code)
);
CREATE INDEX findings_by_instant ON findings (at, phone_number_id, customer, message, code);

CREATE TABLE tombstones (
  digest text COLLATE "C" PRIMARY KEY,
  at bigint NOT NULL
);
`
