import type { Row } from '../row.ts'
import { storingRow } from '../storing-row.ts'

export const row: Row = storingRow('sqlite', 'once', { count: 10_000, rounds: 7 })
