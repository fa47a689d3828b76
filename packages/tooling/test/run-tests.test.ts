import { describe, expect, test } from 'vitest'
import { countLine, countTests, exitCodeOf, type VitestReport } from '../src/vitest-run.ts'

function report(changes: Partial<VitestReport>): VitestReport {
  return {
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [],
    ...changes,
  }
}

describe('the count line', () => {
  test('counts todo tests as skipped', () => {
    const counts = countTests(report({}), 0)
    expect(countLine(counts)).toBe('3 passed, 0 failed, 2 skipped')
    expect(exitCodeOf(counts)).toBe(0)
  })

  test('a failed test fails the run', () => {
    const failing = report({
      numFailedTests: 1,
      testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }],
    })
    const counts = countTests(failing, 1)
    expect(countLine(counts)).toBe('3 passed, 1 failed, 2 skipped')
    expect(exitCodeOf(counts)).toBe(1)
  })

  test('a file that cannot be loaded counts as a failure', () => {
    const counts = countTests(report({ testResults: [{ status: 'failed', assertionResults: [] }] }), 1)
    expect(counts.failed).toBe(1)
  })

  test('an error outside all tests counts as a failure', () => {
    expect(countTests(report({}), 1).failed).toBe(1)
  })

  test('a run without a test fails', () => {
    expect(exitCodeOf(countTests(report({ numPassedTests: 0 }), 0))).toBe(1)
  })
})
