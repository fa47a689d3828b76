export { type AssetDialect, assetCapabilities } from './capabilities.ts'
