import { stringify } from 'yaml'
import type { VendorName } from '../config/schema.ts'
import { requiredOptions, variableFor } from './account-options.ts'

export interface NewAccount {
  name: string
  vendor: VendorName
  /** What was answered; the rest becomes a variable. */
  options: Readonly<Record<string, string | number>>
}

export interface NewConfig {
  text: string
  value: object
  /** To be set before the configuration can be used. */
  variables: string[]
}

const schemaPath = './node_modules/@invoice-adapters/cli/config.schema.json'

/** YAML, JSON or TypeScript, by the ending of the file. */
export function configText(accounts: readonly NewAccount[], file: string): NewConfig {
  const variables: string[] = []
  const entries = accounts.map(({ name, vendor, options }) => {
    const asked = requiredOptions[vendor].map((option) => {
      const given = option.secret ? undefined : options[option.name]
      if (given !== undefined) return [option.name, given] as const
      const variable = variableFor(name, option.name)
      variables.push(variable)
      return [option.name, `\${${variable}}`] as const
    })
    const required = new Set(asked.map(([option]) => option))
    const others = Object.entries(options).filter(([option]) => !required.has(option))
    return [name, { vendor, ...Object.fromEntries([...asked, ...others]) }] as const
  })
  const config = { accounts: Object.fromEntries(entries), store: 'sqlite:./invoices.db' }
  return { text: written(config, file), value: config, variables }
}

function written(config: object, file: string): string {
  if (file.endsWith('.json')) return `${JSON.stringify({ $schema: schemaPath, ...config }, null, 2)}\n`
  if (/\.[mc]?[jt]s$/.test(file)) {
    return `import { defineConfig } from '@invoice-adapters/cli'\n\nexport default defineConfig(${JSON.stringify(config, null, 2)})\n`
  }
  return `# yaml-language-server: $schema=${schemaPath}\n${stringify(config)}`
}
