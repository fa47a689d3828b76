export { type CommetApiVersion, commetCapabilities } from './capabilities.ts'
