export { inEveryRecord } from './in-the-wire.ts'
export type { Bed } from './planting.ts'
export { plantingTests } from './planting-tests.ts'
