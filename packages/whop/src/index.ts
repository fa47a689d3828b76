export { createWhopAdapter, type WhopAdapter } from './adapter.ts'
export { type WhopApiVersion, whopCapabilities } from './capabilities.ts'
export type { WhopAdapterOptions, WhopEnvironment } from './options.ts'
export type { WhopBillingAddress, WhopDraftOptions, WhopInvoiceOptions } from './to-wire/invoice-options.ts'
