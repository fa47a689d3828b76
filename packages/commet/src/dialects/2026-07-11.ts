import type { Dialect } from './dialect.ts'

/** As `@commet/node` 7.10.0 and the three given pages speak: enveloped bodies, PUT status, a five-field status answer. */
export const dialect20260711: Dialect = {
  apiVersion: '2026-07-11',
  updateStatus: { method: 'PUT', route: '/invoices/{id}/status' },
  download: { method: 'GET', route: '/invoices/{id}/download' },
  answersWhole: { create: false, updateStatus: false },
  cursorIsTime: true,
}
