export { type CommetAdapter, createCommetAdapter } from './adapter.ts'
export { type CommetApiVersion, commetCapabilities } from './capabilities.ts'
export type { CommetAdapterOptions } from './options.ts'
