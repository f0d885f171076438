/** The processes that use the schema, each as long as its lease lasts. What a crash of the server takes is renewed. */
export const members = `
CREATE UNLOGGED TABLE members (
  id text COLLATE "C" PRIMARY KEY,
  host text NOT NULL,
  port integer NOT NULL,
  secret text NOT NULL,
  until timestamptz NOT NULL
);
`
