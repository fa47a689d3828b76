import { aggregateRow } from '../aggregate-row.ts'
import type { Row } from '../row.ts'

export const row: Row = aggregateRow(1)
