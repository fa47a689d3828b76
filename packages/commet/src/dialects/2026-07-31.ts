import type { Dialect } from './dialect.ts'

/** As `@commet/node` 9.2.0 speaks: bare bodies, PATCH status, whole answers to writes, reduced list items. */
export const dialect20260731: Dialect = {
  apiVersion: '2026-07-31',
  updateStatus: { method: 'PATCH', route: '/invoices/{id}/status' },
  download: { method: 'POST', route: '/invoices/{id}/download-links', body: '{}' },
  answersWhole: { create: true, updateStatus: true },
  cursorIsTime: false,
}
