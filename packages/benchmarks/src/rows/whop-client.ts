import { whopClientRow } from '../clients/whop.ts'
import type { Row } from '../row.ts'

export const row: Row = whopClientRow('loopback')
