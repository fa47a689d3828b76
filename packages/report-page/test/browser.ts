import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** `BROWSER_PATH`, or where Debian and others put it; null: there is none, and the tests are skipped. */
export const browserPath: string | null =
  [process.env.BROWSER_PATH ?? '', ...places].find((path) => path !== '' && existsSync(path)) ?? null

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] })
}

export interface OpenPage {
  page: Page
  /** What a console would show: messages, errors, breaches of the policy. */
  complaints: string[]
  /** Every address that was asked for. */
  requests: string[]
}

/** The page from a file, as somebody opens it who was sent it. */
export async function openPage(
  browser: Browser,
  markup: string,
  settings: BrowserContextOptions = {},
): Promise<OpenPage> {
  const path = join(mkdtempSync(join(tmpdir(), 'report-page-')), 'report.html')
  writeFileSync(path, markup)
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...settings })
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (asked) => requests.push(asked.url()))
  await page.goto(pathToFileURL(path).href)
  return { page, complaints, requests }
}

/** What axe finds, best practices included, as rule and place. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as axe.AxeResults
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  )
}
