// A module of its own: neverthrow does not declare itself free of side effects, so a bundle that uses no Result would
// keep it if an entry re-exported it directly.
export { type Err, err, errAsync, type Ok, ok, okAsync, Result, ResultAsync } from 'neverthrow'
