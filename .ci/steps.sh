# Sourced by .ci/run: runs named steps one after the other, and remembers which failed.

failed=()

# step NAME COMMAND...: a failing step does not keep the others from running; one run shows all that is wrong.
step() {
  local name=$1 started=$SECONDS status=ok
  shift
  printf '\n== %s\n' "$name"
  "$@" || status=FAILED
  [ "$status" = ok ] || failed+=("$name")
  printf '== %s: %s (%ss)\n' "$name" "$status" "$((SECONDS - started))"
}

# add_counts LOG...: the sum of the last count line of each; a log without one counts as a failed test.
add_counts() {
  local log line
  for log in "$@"; do
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "$log" 2>/dev/null | tail -n 1) || true
    printf '%s\n' "${line:-0 passed, 1 failed, 0 skipped}"
  done | awk '{ p += $1; f += $3; s += $5 } END { printf "%d passed, %d failed, %d skipped\n", p, f, s }'
}

# ensure_browser: Debian's browser, where it can be installed; where it cannot, the tests that need it are skipped.
ensure_browser() {
  if [ -n "${BROWSER_PATH:-}" ] || command -v chromium >/dev/null; then return 0; fi
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo 'no browser, and none can be installed: apt-get and root are needed'
    return 0
  fi
  { apt-get update && apt-get install -y --no-install-recommends chromium; } >/dev/null 2>&1 ||
    echo 'no browser: apt-get could not install chromium'
}

# audit_dependencies: known weaknesses in what users install. A registry without an audit endpoint leaves nothing audited,
# which is said, and is no failure of the code.
audit_dependencies() {
  local answer status=0
  answer=$(pnpm audit --prod 2>&1) || status=$?
  printf '%s\n' "$answer"
  [ "$status" -eq 0 ] && return 0
  if grep -qE 'ERR_PNPM_AUDIT_(BAD_RESPONSE|ENDPOINT_NOT_EXISTS)|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN' <<<"$answer"; then
    echo 'NOT AUDITED: the registry gives no answer to an audit; run pnpm audit --prod where it does'
    return 0
  fi
  return 1
}

# finish LAST_LINE: says what failed, prints the line, and fails if any step did.
finish() {
  local name
  printf '\n'
  for name in ${failed[@]+"${failed[@]}"}; do printf 'FAILED: %s\n' "$name"; done
  printf 'all steps: %ss\n' "$SECONDS"
  printf '%s\n' "$1"
  [ "${#failed[@]}" -eq 0 ]
}
