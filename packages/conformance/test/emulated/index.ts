export { faultsOf } from './faults.ts'
export { type Front, standBefore, textOf } from './front.ts'
export type { Wire } from './record-changes.ts'
