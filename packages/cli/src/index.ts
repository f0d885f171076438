/**
 * The command line, and its parts for other programs: `main` runs it, `startSession` is the engine behind the
 * NDJSON protocol, `startAudit` the audit without files.
 *
 * @module
 */
export { main } from './main.ts'
export type { Io } from './io.ts'
export { startSession, type Session } from './engine/session.ts'
export { startAudit, type Audit, type AuditResult, type UnreadPart } from './audit/audit.ts'
export type { Finding, FindingCode } from './audit/finding.ts'
export { configSchema } from './config/schema.ts'
