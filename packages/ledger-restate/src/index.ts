/**
 * Guichet on a cluster: the gateway's side of the objects that phone numbers are at Restate.
 *
 * @module
 */
export { openRestateStore, restateStore, storeOn, type RestateStoreInput } from './client/restate-store.ts'
export { ingressOf, type Ingress, type IngressInput } from './client/ingress.ts'
export { ledgerOnRestate, type LedgerOnRestateInput } from './client/ledger.ts'
