// The other folders of this entry name the errors of the store, and only this one may import the package they come from.
export type { StoreError } from '@invoice-adapters/storage'
