import {
  type AssetAccount,
  type AssetSwitches,
  createEmulator,
  type Emulator,
  type EmulatorSettings,
} from '../src/index.ts'

export const sandbox = 'https://api.sandbox.getasset.com'

export interface AssetAnswer {
  readonly status: number
  readonly headers: Headers
  /** Loose on purpose: what is inside is what the tests are about. */
  readonly body: any
}

export type AssetCaller = (method: string, path: string, body?: unknown) => Promise<AssetAnswer>

type Form = Readonly<Record<string, string>> | URLSearchParams

export async function askForToken(
  emulator: Emulator,
  account: AssetAccount,
  fields: Form = {},
  origin: string = sandbox,
): Promise<AssetAnswer> {
  const form = new URLSearchParams({ client_id: account.clientId, client_secret: account.clientSecret })
  for (const [name, value] of new URLSearchParams(fields)) form.append(name, value)
  const response = await emulator.asset.fetch(`${origin}/v0/auth/token`, { method: 'POST', body: form })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** Calls below the business's path. */
export async function callerFor(
  emulator: Emulator,
  fields: Form = {},
  account: AssetAccount = emulator.asset.account(),
): Promise<AssetCaller> {
  const { body } = await askForToken(emulator, account, fields)
  return callerWith(emulator, String(body.access_token), account.businessId)
}

export function callerWith(
  emulator: Emulator,
  token: string | null,
  businessId: string,
  origin: string = sandbox,
): AssetCaller {
  return async (method, path, body) => {
    const response = await emulator.asset.fetch(`${origin}/v0/business/${businessId}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
}

/** A business with two customers. */
export function assetEmulator(
  switches: Partial<AssetSwitches> = {},
  settings: Omit<EmulatorSettings, 'data'> & { readonly currency?: string } = {},
): Emulator {
  const { currency = 'USD', ...rest } = settings
  return createEmulator({
    ...rest,
    asset: switches,
    data: {
      accounts: [{ vendor: 'asset', name: 'books', currency }],
      customers: [
        { vendor: 'asset', id: 'cus_ada', externalId: 'own-ada', name: 'Ada', email: 'ada@x.example' },
        { vendor: 'asset', id: 'cus_berta', name: 'Berta' },
      ],
    },
  })
}

export function item(
  emulator: Emulator,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    number: 'INV-001',
    description: 'Consulting',
    due_at: '2026-08-15T00:00:00Z',
    sent_at: '2026-07-15T00:00:00Z',
    customer_id: 'cus_ada',
    lines: [{ description: 'Hours', amount: 520.56, ledger_id: revenue(emulator) }],
    ...changes,
  }
}

export const revenue = (emulator: Emulator): string => emulator.asset.account().ledgerId('Sales Revenue')

export async function createOne(
  emulator: Emulator,
  call: AssetCaller,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<any> {
  const answer = await call('POST', '/invoice', [item(emulator, changes)])
  return answer.body.data[0]
}
