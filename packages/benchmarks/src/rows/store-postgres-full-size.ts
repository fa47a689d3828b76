import type { Row } from '../row.ts'
import { storingRow } from '../storing-row.ts'

export const row: Row = storingRow('postgres', 'page', { count: 100_000, rounds: 1 })
