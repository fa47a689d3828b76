import type { CustomerSeed } from '../frame.ts'
import { place } from './demo-lines.ts'

export const demoCustomers: readonly CustomerSeed[] = [
  {
    ...place,
    id: 'cus_northwind',
    externalId: 'northwind',
    name: 'Northwind Traders',
    email: 'billing@northwind.example',
    currency: 'USD',
    createdAt: '2026-01-05T10:00:00.000Z',
  },
  {
    ...place,
    id: 'cus_lumiere',
    externalId: 'lumiere',
    name: 'Atelier Lumière',
    email: 'factures@lumiere.example',
    currency: 'EUR',
    createdAt: '2026-01-12T10:00:00.000Z',
  },
  {
    ...place,
    id: 'cus_andes',
    externalId: 'andes',
    name: 'Andes Logística SpA',
    email: 'pagos@andes.example',
    currency: 'CLP',
    createdAt: '2026-02-02T10:00:00.000Z',
  },
  {
    ...place,
    id: 'cus_sakura',
    name: 'Sakura K.K.',
    email: 'keiri@sakura.example',
    currency: 'JPY',
    createdAt: '2026-03-01T10:00:00.000Z',
  },
]
