export { startPair, type Pair } from './pair.ts'
export { password, startServer, type Server } from './server.ts'
