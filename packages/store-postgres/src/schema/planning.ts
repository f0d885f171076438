/**
 * Settings of the functions that look up rows by their keys. They are planned once for any number of keys,
 * and while a table is small or was not analysed yet the planner may take scanning it for the cheapest way:
 * a plan that then stays while the table grows.
 */
export const byKeys = `
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
`
