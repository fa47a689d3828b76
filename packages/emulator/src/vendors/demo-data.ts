import { assetDemoData } from './asset/demo-data.ts'
import { demoData as commetDemoData } from './commet/demo-data.ts'
import type { EmulatorData } from './frame.ts'
import { demoData as whopDemoData } from './whop/demo-data.ts'

const parts: readonly EmulatorData[] = [commetDemoData, assetDemoData, whopDemoData]

/** A few accounts of every vendor, with invoices of every status. */
export const demoData: EmulatorData = {
  accounts: parts.flatMap((part) => part.accounts ?? []),
  customers: parts.flatMap((part) => part.customers ?? []),
  invoices: parts.flatMap((part) => part.invoices ?? []),
}
