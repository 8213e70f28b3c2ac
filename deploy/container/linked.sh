#!/usr/bin/env bash
# Lays what an executable is linked to, and the two files that name resolution reads, into a folder: linked.sh EXECUTABLE FOLDER
set -euo pipefail
rm -rf "$2"
mkdir -p "$2/etc"
for library in $(ldd "$1" | grep -o '/[^ ]*'); do
  mkdir -p "$2$(dirname "$library")"
  cp -L "$library" "$2$library"
done
echo 'filetrail:x:65532:65532::/:' >"$2/etc/passwd"
echo 'hosts: files dns' >"$2/etc/nsswitch.conf"
