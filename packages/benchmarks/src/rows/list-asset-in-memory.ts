import { readingRow } from '../reading-row.ts'
import type { Row } from '../row.ts'

export const row: Row = readingRow('asset', 'memory')
