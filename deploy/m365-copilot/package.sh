#!/usr/bin/env bash
# Makes the app package for Microsoft 365 Copilot, with your FileTrail's host in it and the id under which Microsoft keeps how
# people sign in to it:
#
#   deploy/m365-copilot/package.sh HOST AUTH_CONFIG_ID [FILE]
#
# It wants the JDK's `jar`, or `zip`. The app keeps its id, so that a later package updates the first one.
set -euo pipefail

host=${1:?"HOST is missing, for instance filetrail.example.com"}
auth=${2:?"AUTH_CONFIG_ID is missing: the Teams developer portal gives it, see docs/connect.md"}
file=${3:-filetrail-m365.zip}
[[ $file == /* ]] || file=$PWD/$file
[[ $host =~ ^[A-Za-z0-9.-]+(:[0-9]+)?$ ]] || { echo "HOST is a name without https:// and path: $host" >&2; exit 2; }
[[ $auth =~ ^[A-Za-z0-9+/=_.-]+$ ]] || { echo "AUTH_CONFIG_ID has a character that no such id has: $auth" >&2; exit 2; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/*.json "$here"/*.png "$work"
sed -i.bak -e "s|filetrail\.example\.com|$host|g" -e "s|AUTH_CONFIG_ID|$auth|g" "$work"/*.json
rm -f "$work"/*.bak "$file"
cd "$work"
if command -v zip >/dev/null; then
  zip -q -X "$file" -- *
else
  jar --create --no-manifest --file "$file" -- *
fi
echo "$file"
