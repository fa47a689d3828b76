/** Names an account: the vendor, and the local name given to the adapter. */
export interface AccountName {
  provider: string
  account: string
}

/** No provider's name has a slash, so that two accounts never share a key. */
export function accountKey({ provider, account }: AccountName): string {
  return `${provider}/${account}`
}

export function accountName(key: string): AccountName {
  const slash = key.indexOf('/')
  return { provider: key.slice(0, slash), account: key.slice(slash + 1) }
}
