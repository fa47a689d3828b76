import { evidenceLegend } from './markdown.ts'
import { assetEndpointsSection } from './section-asset-endpoints.ts'
import { benchmarkGrowthSection, benchmarkRowsSection, benchmarkRunsSection } from './section-benchmarks.ts'
import { commandHelpSection, exitCodesSection } from './section-command-line.ts'
import { commetEndpointsSection } from './section-commet-endpoints.ts'
import { errorKindsSection } from './section-errors.ts'
import { fieldsSection } from './section-fields.ts'
import {
  billingSection,
  createLimitsSection,
  idempotencySection,
  incrementalSection,
  pagingSection,
  rateLimitsSection,
  webhooksSection,
} from './section-limits.ts'
import { filtersSection, operationDetailsSection, operationsSection } from './section-operations.ts'
import { statusWordsSection, transitionsSection } from './section-statuses.ts'
import { whopEndpointsSection } from './section-whop-endpoints.ts'

/** What a page may ask for with `<!-- generated:name -->`. */
export const sections: Record<string, () => string> = {
  evidence: () => evidenceLegend,
  fields: fieldsSection,
  'status-words': statusWordsSection,
  transitions: transitionsSection,
  operations: operationsSection,
  'operation-details': operationDetailsSection,
  filters: filtersSection,
  paging: pagingSection,
  'create-limits': createLimitsSection,
  billing: billingSection,
  idempotency: idempotencySection,
  'rate-limits': rateLimitsSection,
  incremental: incrementalSection,
  webhooks: webhooksSection,
  'error-kinds': errorKindsSection,
  'command-help': commandHelpSection,
  'exit-codes': exitCodesSection,
  'commet-endpoints': commetEndpointsSection,
  'asset-endpoints': assetEndpointsSection,
  'whop-endpoints': whopEndpointsSection,
  'benchmark-rows': () => benchmarkRowsSection(),
  'benchmark-growth': () => benchmarkGrowthSection(),
  'benchmark-runs': () => benchmarkRunsSection(),
}
