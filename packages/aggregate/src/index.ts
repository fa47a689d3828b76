export {
  type AccountEvidence,
  type AggregateAdapter,
  type AggregateSettings,
  type Aggregation,
  aggregate,
} from './live/aggregate.ts'
export { type ReportTable, toCsv, toJsonLines } from './report/output.ts'
export { createReport, type ReportSource } from './report/report.ts'
export type { ReportSettings } from './report/settings.ts'
export type {
  AgingBucket,
  AgingTable,
  ConvertedOutstanding,
  CustomerOfReport,
  DoubtfulInvoice,
  DsoRow,
  DuplicateBill,
  ExchangeRates,
  InvoiceReference,
  Report,
  Sum,
  TotalRow,
  Unit,
} from './report/types.ts'
