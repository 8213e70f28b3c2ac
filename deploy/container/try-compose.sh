#!/usr/bin/env bash
# Runs compose.yaml and compose.trial.yaml as they stand, with Debian's podman-compose, over the images that try.sh has built, which
# calls this one. What can't be had without a registry is Valkey's image: Debian's Redis stands in, under that name and with the same command.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly trying=compose
source deploy/container/seen.sh
readonly valkey=docker.io/valkey/valkey:8.1-alpine
relay=

composed() { # FILES… and a command
  podman-compose --podman-run-args='--health-interval disable --pull never' -p filetrail "$@" >>"$place/compose.log" 2>&1
}
compose() { composed -f "$place/compose/deploy/container/compose.yaml" -f "$place/compose/deploy/container/try.yaml" "$@"; }

finish() {
  local code=$?
  trap - EXIT
  ((code == 0 || code == not_tried)) || for name in filetrail_filetrail_1 filetrail_valkey_1 tenant; do podman logs "$name" 2>&1 | tail -20 >&2 || true; done
  ((code == 0 || code == not_tried)) || tail -20 "$place/compose.log" >&2 || true
  [[ -z $relay ]] || kill "$relay" 2>/dev/null || true
  podman rm --force --ignore --time 1 tenant filetrail_filetrail_1 filetrail_valkey_1 filetrail_trial_1 >/dev/null 2>&1 || true
  podman network rm --force filetrail_default >/dev/null 2>&1 || true
  exit "$code"
}
trap finish EXIT
: >"$place/compose.log"

# --- Valkey's stand-in ----------------------------------------------------------------------------------------------------

rm -rf "$place/valkey" "$place/compose"
mkdir -p "$place/valkey/usr/local/bin" "$place/valkey/data" "$place/valkey/etc"
cp "$(command -v redis-server)" "$place/valkey/usr/local/bin/valkey-server"
cp "$(command -v redis-cli)" "$place/valkey/usr/local/bin/valkey-cli"
for library in $(ldd "$place"/valkey/usr/local/bin/* | grep -oE '[[:space:]]/[^ ]*' | sort -u); do
  mkdir -p "$place/valkey$(dirname "$library")" && cp -L "$library" "$place/valkey$library"
done
tar -C "$place/valkey" -c . | podman import --quiet --change 'ENV PATH=/usr/local/bin' - $valkey >/dev/null 2>>"$place/compose.log"

# --- what a person puts beside compose.yaml, and the tenant --------------------------------------------------------------

mkdir -p "$place/compose/deploy/container"
cp deploy/container/compose.yaml deploy/container/compose.trial.yaml deploy/container/trial-keys "$place/compose/deploy/container/"
chmod 644 "$place/compose/deploy/container/trial-keys"
cat >"$place/compose/deploy/container/filetrail.env" <<'ENV'
AZURE_TENANT_ID=00000000-0000-4000-8000-000000000001
AZURE_CLIENT_ID=00000000-0000-4000-8000-000000000002
AZURE_CLIENT_SECRET=simulated-secret
AZURE_AUTHORITY_HOST=http://tenant:18081/simulator/login
FILETRAIL_DEFENDER_URL=http://tenant:18081/simulator/defender
FILETRAIL_ACCESS=api-key
FILETRAIL_ACCESS_KEYS=/etc/filetrail/keys
ENV
cat >"$place/compose/deploy/container/try.yaml" <<'YAML'
services:
  filetrail:
    volumes: ["./trial-keys:/etc/filetrail/keys:ro"]
YAML

if ! podman network create filetrail_default >>"$place/compose.log" 2>&1; then
  [[ ${ALLOW_NO_NETWORK:-} == 1 ]] || fail "podman network create; where the kernel has no networks between containers: ALLOW_NO_NETWORK=1"
  say "compose.yaml is not tried: no network between containers can be made here ($(tail -1 "$place/compose.log"))"
  exit $not_tried
fi
podman run --detach --name tenant --network filetrail_default --pull never --read-only --tmpfs /tmp --health-interval disable --memory 256m \
  localhost/filetrail-trial-simulated >>"$place/compose.log" 2>&1 || fail "podman run of the tenant"
# The tenant is simulated on its own loopback; others reach it past a relay.
nsenter --net="/proc/$(podman inspect --format '{{.State.Pid}}' tenant)/ns/net" \
  socat TCP-LISTEN:18081,fork,reuseaddr TCP:127.0.0.1:18080 &
relay=$!

# --- one command ----------------------------------------------------------------------------------------------------------

before=$SECONDS
compose up -d valkey filetrail || fail "podman-compose up"
ask() {
  curl -sS --fail-with-body --max-time 20 http://127.0.0.1:8080/mcp -H 'Content-Type: application/json' \
    -H 'Accept: application/json, text/event-stream' "$@" \
    -d '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_machines_for_file_hash","arguments":{"hash":"'$several'"}}}'
}
answers() { # what must be in the answer
  local tries=0 answer
  until answer=$(ask -H "Authorization: Bearer $key" 2>>"$place/compose.log") && [[ $answer == *'"isError":false'* ]]; do
    ((++tries < 60)) || { printf '%s\n' "$answer" >&2; return 1; }
    sleep 0.5
  done
  [[ $answer == *'14 machines have reported the file'* && $answer == *"$1"* ]] || { printf '%s\n' "$answer" >&2; return 1; }
}
nobody_else() { ! ask >/dev/null 2>&1; }
of() { podman inspect --format "$2" "filetrail_$1_1"; }
shared() { [[ $(podman exec filetrail_valkey_1 valkey-cli --scan | grep -c filetrail) -ge 2 ]]; }

check "FileTrail answers on the port that is published" answers '"remembered":false'
say "    $((SECONDS - before)) s after podman-compose was told to"
check "it answers nobody without a key" nobody_else
check "it runs as nobody, read-only" test "$(of filetrail '{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}')" = '65532:65532 true'
check "it has no capability" grep -qE '^CapEff:\s+0+$' "/proc/$(of filetrail '{{.State.Pid}}')/status"
check "it can gain none" grep -qE '^NoNewPrivs:\s+1$' "/proc/$(of filetrail '{{.State.Pid}}')/status"
check "it has 128 MiB" test "$(of filetrail '{{.HostConfig.Memory}}')" = $((128 * 1024 * 1024))
check "its health check: filetrail doctor --live" podman healthcheck run filetrail_filetrail_1
# This podman-compose puts a shell before the command, which the stand-in does not have.
pong() { [[ $(podman exec filetrail_valkey_1 valkey-cli ping) == PONG ]]; }
check "the command of the store's health check" pong
check "the store runs as nobody of note, read-only" test "$(of valkey '{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}')" = '999:1000 true'
check "calls and answers are kept in the store" shared
compose restart filetrail || fail "podman-compose restart"
check "FileTrail started again still has the answer, at the price of no call" answers '"remembered":true'
compose down || fail "podman-compose down"
gone() { ! podman container exists filetrail_filetrail_1; }
check "podman-compose down leaves nothing" gone

# --- the trial ------------------------------------------------------------------------------------------------------------

podman rm --force --time 1 tenant >/dev/null
composed -f "$place/compose/deploy/container/compose.trial.yaml" up -d trial || fail "podman-compose up trial"
check "the trial answers whoever has its key" answers '"remembered":false'
say "all in $SECONDS seconds"
