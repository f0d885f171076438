export { password, startServer, type Server } from './server.ts'
