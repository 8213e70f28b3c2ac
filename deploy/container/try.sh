#!/usr/bin/env bash
# Builds the images with Debian's buildah, runs them with podman, read-only, without rights and in little memory, and asks them.
# No engine, no registry: the base is made by debootstrap. From the top of the project, as root, with a native executable at
# target/filetrail and a JDK 25 in JAVA_HOME:
#
#   apt-get install buildah podman podman-compose netavark aardvark-dns iptables runc debootstrap curl util-linux socat redis-server
#   bash deploy/container/try.sh
#
# With ALLOW_NO_NETWORK=1 it leaves compose.yaml out, and says so, where the kernel has no networks between containers.
#
# All that it makes is in target/container and target/trial. It says what it has seen, and fails when that is not what README.md
# promises. What a build in an engine does besides is to fetch the bases that the Containerfiles name.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly trying=container
source deploy/container/seen.sh
readonly nearly_all=75ad6ab81bfbc1c61efa6df0423fa60e3cafc307
readonly memory=64 largest=$((90 * 1000 * 1000))                  # MiB of a container, bytes of an image

[[ -x target/filetrail ]] || fail "There is no target/filetrail: ./mvnw package -Dnative builds it."
[[ -x ${JAVA_HOME:-}/bin/jlink ]] || fail "JAVA_HOME names no JDK."
for tool in buildah podman podman-compose runc debootstrap curl nsenter socat redis-server; do
  command -v $tool >/dev/null || fail "There is no $tool; the packages are named at the top of $0."
done

# --- storage of its own, so that nothing else on the machine is touched ---------------------------------------------------

mkdir -p "$place/tmp" "$place/context"
export TMPDIR=$place/tmp CONTAINERS_CONF=$place/containers.conf CONTAINERS_STORAGE_CONF=$place/storage.conf
printf '[storage]\ndriver = "%s"\nrunroot = "%s"\ngraphroot = "%s"\n' "${STORAGE_DRIVER:-overlay}" "$place/run" "$place/storage" \
  >"$CONTAINERS_STORAGE_CONF"
# A kernel may not let the limits be raised, so those that hold are given.
cat >"$CONTAINERS_CONF" <<'CONF'
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
log_driver = "k8s-file"
[network]
network_backend = "netavark"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "none"
CONF

finish() {
  local code=$?
  trap - EXIT
  ((code == 0)) || [[ ! -s $place/podman.log ]] || grep -v systemd "$place/podman.log" >&2 || true
  ((code == 0)) || for name in upstream product; do podman logs $name 2>&1 | tail -20 >&2 || true; done
  podman rm --force --ignore --time 1 upstream product >/dev/null 2>&1 || true
  # The storage is a mount of itself for as long as it is used; left so, nobody could clear target away.
  ! mountpoint -q "$place/storage/overlay" || umount "$place/storage/overlay"
  exit "$code"
}
trap finish EXIT
podman rm --force --ignore --time 1 upstream product >/dev/null 2>&1 || true

# --- bases: what stands in for debian:…-slim and for an image with a JDK ---------------------------------------------------

if ! podman image exists localhost/base; then
  if [[ ! -e $place/base/etc/debian_version ]]; then
    rm -rf "$place/base"
    # Unpacked is enough: of the base the build uses a shell and cp, and the image the libraries.
    debootstrap --foreign --variant=minbase trixie "$place/base" >"$place/debootstrap.log" 2>&1 ||
      { tail -5 "$place/debootstrap.log" >&2; fail "debootstrap made no base."; }
    rm -rf "$place/base/debootstrap" "$place/base/proc" "$place/base/var/cache/apt/archives" && mkdir "$place/base/proc"
  fi
  tar -C "$place/base" -c . | podman import --quiet - localhost/base >/dev/null 2>&1
fi
if ! podman image exists localhost/jdk; then
  work=$(buildah from --pull-never localhost/base)
  mounted=$(buildah mount "$work")
  mkdir -p "$mounted/opt" && cp -r "$(realpath "$JAVA_HOME")" "$mounted/opt/jdk"
  # A distribution may keep the JDK's certificates elsewhere and link to them.
  cp --remove-destination "$(realpath "$JAVA_HOME/lib/security/cacerts")" "$mounted/opt/jdk/lib/security/cacerts"
  buildah config --env PATH=/opt/jdk/bin:/usr/bin:/bin "$work"
  buildah commit --quiet --rm "$work" localhost/jdk >/dev/null 2>&1
fi
say "bases made (at ${SECONDS} s)"

# build TAG CONTAINERFILE ARGUMENT…; twice the same in, twice the same out
build() {
  buildah build --quiet --isolation chroot --format docker --pull-never --timestamp "${SOURCE_DATE_EPOCH:-1767225600}" \
    --build-arg BASE=localhost/base --build-arg JDK=localhost/jdk --build-arg VERSION=0.0.0-try --build-arg REVISION=try \
    --ignorefile "${2}.dockerignore" -t "localhost/$1" -f "$2" "${@:3}" . >/dev/null 2>"$place/build.log" ||
    { cat "$place/build.log" >&2; fail "$2 does not build."; }
}

of() { podman image inspect --format "$2" "localhost/$1"; }
same() { # all but the history, in which this buildah names its own intermediate image
  [[ $(of "$1" '{{.RootFS.Layers}} {{.Created}} {{json .Config}}') == "$(of "$2" '{{.RootFS.Layers}} {{.Created}} {{json .Config}}')" ]]
}
# The files of an image, with their rights.
files() {
  local work mounted
  work=$(buildah from --pull-never "localhost/$1") && mounted=$(buildah mount "$work")
  (cd "$mounted" && find . -xdev -mindepth 1 -printf '%M %P\n')
  buildah rm "$work" >/dev/null
}

# --- the image of the executable ------------------------------------------------------------------------------------------

build filetrail deploy/container/Containerfile.native
build again deploy/container/Containerfile.native --no-cache
check "the same executable makes the same layers twice, bit for bit, and the same configuration" same filetrail again
size=$(of filetrail '{{.Size}}')
check "the image takes $((size / 1000 / 1000)) MB, under 90" test "$size" -lt $largest
check "its user is nobody in particular" test "$(of filetrail '{{.Config.User}}')" = 65532:65532
check "it says who it is to MCP" test "$(of filetrail '{{index .Config.Labels "io.modelcontextprotocol.server.name"}}')" = dev.filetrail/filetrail
check "it has the version of its build" test "$(of filetrail '{{index .Config.Labels "org.opencontainers.image.version"}}')" = 0.0.0-try
check "its health is asked of itself" test "$(of filetrail '{{.Config.Healthcheck.Test}}')" = '[CMD /usr/local/bin/filetrail doctor --live]'
files filetrail >"$place/files"
no_shell() { ! grep -E '(/|^)(ba|da|a)?sh$|/(apt|dpkg|curl|wget|perl|busybox)$' "$place/files"; }
# Compared with the whole list: a pattern's asterisk would take in any number of lines with other programs.
one_program() {
  [[ $(grep -E '^-..x' "$place/files" | cut -d' ' -f2- | grep -vE '/(ld-linux[^/]*|lib[^/]*\.so[^/]*)$') == usr/local/bin/filetrail ]]
}
no_rights_to_gain() { ! grep -E '^-..s|^-.....s' "$place/files"; }
check "it holds no shell and no package manager" no_shell
check "it holds one program, and what that is linked to ($(wc -l <"$place/files") files and folders)" one_program
check "nothing in it gives more rights" no_rights_to_gain

# --- the image for a trial, which is the tenant that the other one asks ---------------------------------------------------

mkdir -p target/trial
ln -sfn ../../pom.xml target/trial/pom.xml
ln -sfn ../../src target/trial/src
[[ -n ${KEEP_TRIAL:-} ]] ||
  ./mvnw -B -ntp -q ${MAVEN_OFFLINE:+-o} -f target/trial/pom.xml clean package -Ptrial
say "trial built (at ${SECONDS} s)"
# The first stage is the build from source, which just ran here.
mkdir -p "$place/trial/filetrail/target"
rm -rf "$place/trial/filetrail/target/quarkus-app"
cp -r target/trial/target/quarkus-app "$place/trial/filetrail/target/"
awk '/^FROM .* AS build/ { skip = 1 } /^FROM .* AS needed/ { skip = 0 } !skip' deploy/container/Containerfile.trial >"$place/Containerfile.trial"
cp deploy/container/Containerfile.trial.dockerignore "$place/"
build filetrail-trial-simulated "$place/Containerfile.trial" --build-context "build=$place/trial"
check "the trial is unmistakable" test "$(of filetrail-trial-simulated '{{index .Config.Labels "org.opencontainers.image.title"}}')" = 'FileTrail trial, simulated tenant'
files filetrail-trial-simulated >"$place/files"
check "the trial holds no shell either" no_shell
if [[ -d target/quarkus-app ]]; then
  build jvm deploy/container/Containerfile.jvm
  say "    the JVM image takes $(($(of jvm '{{.Size}}') / 1000 / 1000)) MB"
  files jvm >"$place/files"
  check "the JVM image holds no shell either" no_shell
fi

# --- the image that needs no engine ---------------------------------------------------------------------------------------

./mvnw -B -ntp -q ${MAVEN_OFFLINE:+-o} -Pjib exec:exec@what-the-executable-is-linked-to jib:buildTar >"$place/build.log" 2>&1 ||
  { cat "$place/build.log" >&2; fail "Jib makes no image."; }
podman load --quiet --input target/filetrail-jib.tar >"$place/loaded" 2>/dev/null
jib=$(sed -n 's/^Loaded image: *//p' "$place/loaded")
say "Jib's archive takes $(($(stat -c %s target/filetrail-jib.tar) / 1000 / 1000)) MB (at ${SECONDS} s)"

# --- run ------------------------------------------------------------------------------------------------------------------

nobody=(--pull never --read-only --cap-drop ALL --security-opt no-new-privileges --health-interval disable --pids-limit 100)
jib_runs() { [[ $(podman run --rm "${nobody[@]}" --network none --memory 64m "$jib" --version) == filetrail\ * ]]; }
check "what Jib made runs as nobody" jib_runs
started() { # name, port of its health, seconds
  local tries=0
  until inside "http://127.0.0.1:$2/q/health/ready" >/dev/null 2>&1; do
    [[ $(podman inspect --format '{{.State.Running}}' "$1") == true ]] || fail "$1 ended by itself."
    ((++tries < $3 * 10)) || fail "$1 did not start in $3 seconds."
    sleep 0.1
  done
}
inside() { nsenter --net="/proc/$upstream/ns/net" curl -sS --fail-with-body --max-time 20 "$@"; }
tool() { # port, hash, more of curl
  inside "http://127.0.0.1:$1/mcp" -H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream' "${@:3}" \
    -d '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_machines_for_file_hash","arguments":{"hash":"'"$2"'"}}}'
}
answers() { [[ $(tool "$@") == *'14 machines have reported the file'* ]]; }
refuses() { ! tool "$@" >/dev/null 2>&1; }

podman run --detach --name upstream "${nobody[@]}" --network none --memory 256m --tmpfs /tmp localhost/filetrail-trial-simulated >/dev/null 2>"$place/podman.log"
upstream=$(podman inspect --format '{{.State.Pid}}' upstream)
started upstream 9000 60
say "the trial is up, in 256 MiB (at ${SECONDS} s)"
check "the trial answers whoever has its key" answers 8080 $several -H "Authorization: Bearer $key"
check "the trial answers nobody else" refuses 8080 $several
check "the trial's health check" podman healthcheck run upstream

# Beside it, on the same loopback, as a sidecar is. It finds its tenant by a name, as it would Microsoft.
before=$(date +%s%N)
podman run --detach --name product "${nobody[@]}" --network container:upstream --memory ${memory}m --memory-swap ${memory}m \
  -e QUARKUS_HTTP_PORT=8180 -e QUARKUS_MANAGEMENT_PORT=9100 -e AZURE_TENANT_ID=00000000-0000-4000-8000-000000000001 \
  -e AZURE_CLIENT_ID=00000000-0000-4000-8000-000000000002 -e AZURE_CLIENT_SECRET=simulated-secret \
  -e AZURE_AUTHORITY_HOST=http://localhost:18080/simulator/login -e FILETRAIL_DEFENDER_URL=http://localhost:18080/simulator/defender \
  localhost/filetrail >/dev/null 2>"$place/podman.log"
started product 9100 20
say "FileTrail is up, read-only, without rights, in $memory MiB, $((($(date +%s%N) - before) / 1000000)) ms after podman was told to"
pid=$(podman inspect --format '{{.State.Pid}}' product)
check "it runs as nobody" grep -qE '^Uid:\s+65532\s+65532' "/proc/$pid/status"
check "it has no capability" grep -qE '^CapEff:\s+0+$' "/proc/$pid/status"
check "it can gain none" grep -qE '^NoNewPrivs:\s+1$' "/proc/$pid/status"
root_is_read_only() { awk '$5 == "/" { print $6 }' "/proc/$pid/mountinfo" | grep -qE '^ro(,|$)'; }
check "its root is read-only" root_is_read_only
check "it answers over MCP" answers 8180 $several
check "its health check: filetrail doctor --live" podman healthcheck run product
for _ in $(seq 50); do
  tool 8180 $nearly_all >/dev/null && tool 8180 $several >/dev/null || fail "It stopped answering."
done
group=$(awk -F: '$2 == "memory" || $2 == "" { print $3; exit }' "/proc/$pid/cgroup")
for peak in /sys/fs/cgroup/memory$group/memory.max_usage_in_bytes /sys/fs/cgroup$group/memory.peak; do
  [[ -r $peak ]] && say "    100 questions later: $(($(<"$peak") / 1048576)) MiB at the most of $memory, resident $(($(awk '/^VmRSS/ { print $2 }' /proc/$pid/status) / 1024)) MiB"
done
check "it outlives its limit of memory" test "$(podman inspect --format '{{.State.OOMKilled}}{{.State.Running}}' product)" = falsetrue
podman stop --time 25 product >/dev/null
check "told to end, it ends well" test "$(podman inspect --format '{{.State.ExitCode}}' product)" = 143 -o "$(podman inspect --format '{{.State.ExitCode}}' product)" = 0
podman stop --time 25 upstream >/dev/null

# --- both, and the store of several, in one command -----------------------------------------------------------------------

code=0
bash deploy/container/try-compose.sh || code=$?
((code == not_tried)) || check "compose.yaml" test $code = 0

printf '\n%d passed, 0 failed\n' "$checks"
say "all in $SECONDS seconds"
