import { commetClientRow } from '../clients/commet.ts'
import type { Row } from '../row.ts'

export const row: Row = commetClientRow('memory')
