export { type WhopApiVersion, whopCapabilities } from './capabilities.ts'
