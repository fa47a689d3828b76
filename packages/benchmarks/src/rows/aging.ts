import { prepareAging } from '../aging-race.ts'
import type { Row } from '../row.ts'

export const row: Row = {
  what: 'aging over 1,000,000 invoices in SQLite, rows made directly in the tables of the store',
  against: 'one SQL statement by hand, prepared, over the same tables',
  measure: 'time',
  limit: 1.5,
  aim: 1.1,
  rounds: 7,
  prepare: () => prepareAging(1_000_000),
}
