import type { InvoicesConfig } from './config/schema.ts'

export type { InvoicesConfig }

/** For `invoices.config.ts`: gives the configuration back as it is, with its types checked by the editor. */
export function defineConfig(config: InvoicesConfig): InvoicesConfig {
  return config
}
