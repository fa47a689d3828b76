import type { VendorName } from '../config/schema.ts'

export interface AskedOption {
  name: string
  question: string
  /** Never written to a file: a variable stands in its place. */
  secret: boolean
  choices?: readonly string[]
}

const environment: AskedOption = {
  name: 'environment',
  question: 'Environment',
  secret: false,
  choices: ['sandbox', 'production'],
}

/** What an account of each vendor cannot do without. */
export const requiredOptions: Record<VendorName, readonly AskedOption[]> = {
  commet: [{ name: 'apiKey', question: 'API key (ck_…)', secret: true }],
  asset: [
    { name: 'clientId', question: 'Client id', secret: true },
    { name: 'clientSecret', question: 'Client secret', secret: true },
    { name: 'businessId', question: 'Business (biz_…)', secret: false },
    environment,
    { name: 'currency', question: 'Currency of the books (ISO 4217)', secret: false },
  ],
  whop: [
    { name: 'apiKey', question: 'API key', secret: true },
    { name: 'companyId', question: 'Company (biz_…)', secret: false },
    environment,
  ],
}

/** `acme` and `apiKey` are `ACME_API_KEY`. */
export function variableFor(account: string, option: string): string {
  const words = `${account}_${option.replace(/[A-Z]/g, (letter) => `_${letter}`)}`.replace(
    /[^A-Za-z0-9]+/g,
    '_',
  )
  return words.toUpperCase().replace(/^(?=\d)/, '_')
}
