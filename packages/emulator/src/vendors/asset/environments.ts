import type { AccountMode } from '../frame.ts'

const modeOfHost: Readonly<Record<string, AccountMode>> = {
  'api.getasset.com': 'live',
  'api.sandbox.getasset.com': 'sandbox',
}

/** The vendor's own hosts know their own credentials only; any other host stands for both. */
export function servesMode(origin: string, mode: AccountMode): boolean {
  const served = modeOfHost[new URL(origin).hostname]
  return served === undefined || served === mode
}
