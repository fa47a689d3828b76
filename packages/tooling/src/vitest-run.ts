import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/**
 * A file that cannot be loaded has no tests of its own, and an unhandled error belongs to no test: each counts as
 * one failure, so that "0 failed" is never printed beside a non-zero exit code.
 */
export function countTests(report: VitestReport, exitCode: number): Counts {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = report.numFailedTests + brokenFiles
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

export function countLine(counts: Counts): string {
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`
}

/** No test at all is a failure: a gate that ran nothing has shown nothing. */
export function exitCodeOf(counts: Counts): number {
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0
}

/** Runs vitest over the workspace; what it prints goes straight to the terminal. */
export function runVitest(forwarded: string[], env: NodeJS.ProcessEnv): Counts {
  const folder = join(root, '.test-results')
  // Two runs at the same time must not read each other's figures.
  const reportPath = join(folder, `vitest-${process.pid}.json`)
  mkdirSync(folder, { recursive: true })
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportPath}`,
      ...forwarded.filter((argument) => argument !== '--'),
    ],
    { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const report = readReport(reportPath)
  if (report) renameSync(reportPath, join(folder, 'vitest.json'))
  return report ? countTests(report, status ?? 1) : { passed: 0, failed: 1, skipped: 0 }
}

function readReport(path: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as VitestReport
  } catch {
    return undefined
  }
}
