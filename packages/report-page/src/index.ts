export { reportPage } from './report-page.ts'
export type { ReportPageSettings } from './settings.ts'
