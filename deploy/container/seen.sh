# What try.sh and try-compose.sh have in common; they source it, with their name in $trying.

readonly place=$PWD/target/container
readonly several=1e5bc9d7e413ddd7902c2932e418702b84d0cc07
readonly key=filetrail_GhTaF7OzVbPkLefQOErRIPsI9h2k5aSE5KOf_bSOEY4 # of trial-keys, which is no secret
readonly not_tried=77 # what try-compose.sh ends with when it has seen nothing, good or bad
checks=0

say() { printf '[%s] %s\n' "$trying" "$*"; }

fail() {
  say "FAILED: $*" >&2
  exit 1
}

# Counts and says what has been seen: check WHAT COMMAND…
check() {
  local what=$1
  shift
  "$@" || fail "$what"
  checks=$((checks + 1))
  say "ok  $what"
}
