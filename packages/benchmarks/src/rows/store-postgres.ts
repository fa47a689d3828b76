import type { Row } from '../row.ts'
import { storingRow } from '../storing-row.ts'

export const row: Row = storingRow('postgres', 'page', { count: 10_000, rounds: 7 })
