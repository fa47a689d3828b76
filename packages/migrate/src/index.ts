export type { MigrationError, MigrationErrorKind, Side } from './errors.ts'
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
export { readPlan, writePlan } from './plan/plan-file.ts'
export { type PlanSettings, planMigration } from './plan/plan-migration.ts'
export { type PlanLine, planLineSchema } from './plan/plan-schema.ts'
