import type { EmulatorData } from '../frame.ts'

export const demoData: EmulatorData = { accounts: [{ vendor: 'commet', name: 'acme', mode: 'live' }] }
