/**
 * Finds or installs the Node that the service process needs. Runs under Node 20, too.
 *
 * @module
 */
export {
  cacheIn,
  findNewerNode,
  installInto,
  isNewEnough,
  leastNode,
  newerNode,
  nodeIn,
} from './node/newer-node.ts'
