import type { Emulator } from '@invoice-adapters/emulator'

/** Sends a request of a vendor's API as its documentation has it, without any adapter. */
export type VendorCall = (method: string, path: string, body?: unknown) => Promise<unknown>

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status}: ${text}`)
  return JSON.parse(text)
}

export async function assetCaller(emulator: Emulator, account: string): Promise<VendorCall> {
  const { clientId, clientSecret, businessId } = emulator.asset.account(account)
  const origin = 'https://api.sandbox.getasset.com'
  const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret })
  const granted = await answerOf(
    await emulator.asset.fetch(`${origin}/v0/auth/token`, { method: 'POST', body }),
  )
  const { access_token: token } = granted as { access_token: string }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return async (method, path, content) =>
    answerOf(
      await emulator.asset.fetch(`${origin}/v0/business/${businessId}${path}`, {
        method,
        headers,
        body: JSON.stringify(content),
      }),
    )
}

export function commetCaller(emulator: Emulator, account: string): VendorCall {
  const headers = {
    'x-api-key': emulator.commet.account(account).apiKey,
    'commet-version': '2026-07-11',
    'content-type': 'application/json',
  }
  return async (method, path, content) =>
    answerOf(
      await emulator.commet.fetch(`https://commet.co/api/v1${path}`, {
        method,
        headers,
        body: JSON.stringify(content),
      }),
    )
}

export function whopCaller(emulator: Emulator, account: string): VendorCall {
  const { apiKey } = emulator.whop.account(account)
  const headers = {
    authorization: `Bearer ${apiKey}`,
    'api-version-date': '2026-10-15-1',
    'content-type': 'application/json',
  }
  return async (method, path, content) =>
    answerOf(
      await emulator.whop.fetch(`https://sandbox-api.whop.com/api/v1${path}`, {
        method,
        headers,
        ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      }),
    )
}
