export { type AssetAdapter, createAssetAdapter } from './adapter.ts'
export { type AssetDialect, assetCapabilities } from './capabilities.ts'
export type { AssetAdapterOptions, AssetEnvironment } from './options.ts'
export type { AccessToken, TokenCache } from './token/cache.ts'
