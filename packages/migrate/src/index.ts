export type { MigrationError, MigrationErrorKind, Side } from './errors.ts'
export {
  type Claim,
  createMemoryJournal,
  type Journal,
  type JournalEntry,
  type JournalledStep,
  type Outcome,
  type OutcomeFacts,
  type Sharing,
} from './journal/journal.ts'
export { fingerprintOf } from './plan/accounts.ts'
export type { CustomerMapping, DueDateMapping, Mapping, ResolvedMapping } from './plan/mapping.ts'
export type {
  CustomerMatch,
  Decision,
  DecisionClass,
  ExpectedCopy,
  MigrationPlan,
  PlanEffort,
  PlanEnd,
  PlanHeader,
  PlannedAccount,
  PlannedCustomer,
  PlannedInvoice,
  PlannedLoss,
  PlannedStep,
  PlanTotal,
  StepName,
  Window,
} from './plan/plan.ts'
export { planLines, readPlan, readPlanLines, writePlan } from './plan/plan-file.ts'
export { type PlanSettings, planMigration } from './plan/plan-migration.ts'
export { type PlanLine, planLineSchema } from './plan/plan-schema.ts'
export {
  previewRollback,
  type RollbackItem,
  type RollbackPreview,
  type RollbackSettings,
} from './rollback/preview-rollback.ts'
export {
  type RollbackReport,
  type RollbackRunSettings,
  rollbackMigration,
} from './rollback/rollback-migration.ts'
export type { RunClock } from './run/context.ts'
export type { RunProgress } from './run/progress.ts'
export type { InvoiceOutcome, RunReport, Stopped } from './run/report.ts'
export { type RunSettings, runMigration } from './run/run-migration.ts'
export { type ArchiveFile, type ArchiveSettings, archiveSource } from './verify/archive.ts'
export { idMapCsv } from './verify/id-map.ts'
export { verificationMarkdown } from './verify/markdown.ts'
export type {
  FieldDifference,
  Finding,
  MovedTotal,
  SideTotal,
  Verification,
  VerifiedInvoice,
} from './verify/verification.ts'
export { type VerifySettings, verifyMigration } from './verify/verify-migration.ts'
