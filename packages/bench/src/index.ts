export { randomNumbers, supportTraffic } from './traffic.ts'
