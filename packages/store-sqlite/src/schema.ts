/**
 * The schema, step by step: a file of version N has had the first N. A step that was published is never
 * changed; what is new comes as another one.
 *
 * Rows are clustered by the phone number and customer that they belong to, but for what is only ever
 * appended. Of events, a batch of webhooks brings a few for each of many threads: one after the other they
 * share pages, which halves what a commit writes. The journal is read in the order of arrival. Its id is found
 * by a few of its characters, which keeps that index, the only one with entries in no order, small; the writers
 * are one at a time, so the index need not be unique. A place is never given twice, which `erase` relies on.
 */
export const migrations: readonly string[] = [
  `
  create table journal (
    place integer primary key autoincrement,
    id text not null,
    received_at integer not null,
    body text not null
  ) strict;
  create index journal_by_id on journal (substr(id, 1, 12));
  create index journal_by_arrival on journal (received_at);

  create table threads (
    phone_number_id text not null,
    customer text not null,
    aliases text not null,
    revision integer not null,
    length integer not null,
    newest integer not null,
    window_closes_at integer,
    reply_by integer,
    closed_by_meta integer,
    primary key (phone_number_id, customer)
  ) strict, without rowid;
  create index threads_by_window on threads (window_closes_at) where window_closes_at is not null;
  create index threads_by_reply on threads (reply_by) where reply_by is not null;

  create table snapshots (
    phone_number_id text not null,
    customer text not null,
    length integer not null,
    made_by text not null,
    text text not null,
    primary key (phone_number_id, customer)
  ) strict, without rowid;

  create table events (
    phone_number_id text not null,
    customer text not null,
    ordinal integer not null,
    recorded_at integer not null,
    text text not null,
    primary key (phone_number_id, customer, ordinal)
  ) strict;
  create index events_by_recording on events (recorded_at);

  create table ids (
    phone_number_id text not null,
    id text not null,
    customer text not null,
    primary key (phone_number_id, id)
  ) strict, without rowid;
  create index ids_by_customer on ids (phone_number_id, customer);

  create table phone_numbers (
    id text primary key not null,
    revision integer not null,
    accounts text not null
  ) strict, without rowid;

  create table templates (
    ordinal integer primary key not null,
    recorded_at integer not null,
    text text not null
  ) strict;

  create table intents (
    phone_number_id text not null,
    recipient text not null,
    key text not null,
    id text not null unique,
    revision integer not null,
    is_open integer not null,
    claimed_at integer not null,
    text text not null,
    primary key (phone_number_id, recipient, key)
  ) strict, without rowid;
  create index intents_open on intents (claimed_at) where is_open = 1;
  create index intents_by_recipient on intents (recipient, phone_number_id, claimed_at);

  create table claims (
    phone_number_id text not null,
    customer text not null,
    message text not null,
    month text not null,
    at integer not null,
    primary key (phone_number_id, customer, message)
  ) strict, without rowid;
  create index claims_by_month on claims (phone_number_id, month, at);

  create table unread (
    source text not null,
    part integer not null,
    received_at integer not null,
    text text not null,
    primary key (source, part)
  ) strict, without rowid;
  create index unread_by_arrival on unread (received_at);

  create table findings (
    phone_number_id text not null,
    customer text not null,
    message text not null,
    code text not null,
    at integer not null,
    text text not null,
    primary key (phone_number_id, customer, message, code)
  ) strict, without rowid;
  create index findings_by_instant on findings (at);

  create table tombstones (
    digest text primary key not null,
    at integer not null
  ) strict, without rowid;
  `,
  // What earlier sends prove is not among them: the next accepted send of each template tells it again.
  `
  create table sends (
    phone_number_id text not null,
    id text not null,
    text text not null,
    primary key (phone_number_id, id)
  ) strict, without rowid;
  create table sends_told (only_one integer primary key check (only_one = 1), count integer not null) strict;
  insert into sends_told values (1, 0);
  `,
  'create index findings_by_code on findings (code, at);',
  // Ids are in no order, as those of the journal: their index has a few characters of each.
  `
  create table jobs (
    place integer primary key autoincrement,
    id text not null,
    queue text not null,
    revision integer not null,
    state text not null,
    phone_number_id text not null,
    awaits text,
    due_at integer,
    made_at integer not null,
    ended_at integer,
    text text not null,
    payload text not null
  ) strict;
  create index jobs_by_id on jobs (substr(id, 1, 12));
  create index jobs_by_state on jobs (queue, state, place);
  create index jobs_due on jobs (queue, due_at, place) where state = 'waiting' and due_at is not null;
  create index jobs_awaiting on jobs (awaits, phone_number_id) where state = 'waiting' and awaits is not null;
  create index jobs_ended on jobs (queue, ended_at) where state = 'done';
  create table leases (
    queue text primary key not null,
    holder text not null,
    until integer not null
  ) strict, without rowid;
  `,
  `
  alter table threads add column waiting_since integer;
  alter table threads add column name text;
  create index threads_by_waiting on threads (waiting_since) where waiting_since is not null;
  `,
]
