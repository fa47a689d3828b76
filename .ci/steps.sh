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

# finish LAST_LINE: says what failed, prints the line, and fails if any step did.
finish() {
  local name
  printf '\n'
  for name in ${failed[@]+"${failed[@]}"}; do printf 'FAILED: %s\n' "$name"; done
  printf 'all steps: %ss\n' "$SECONDS"
  printf '%s\n' "$1"
  [ "${#failed[@]}" -eq 0 ]
}
