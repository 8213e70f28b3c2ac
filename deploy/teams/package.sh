#!/usr/bin/env bash
# Makes the app package for Teams, with your FileTrail's host and the bot's application id in it:
#
#   deploy/teams/package.sh HOST APP_ID [FILE]
#
# It wants the JDK's `jar`, or `zip`. The app keeps its id, so that a later package updates the first one.
set -euo pipefail

host=${1:?"HOST is missing, for instance filetrail.example.com"}
app=${2:?"APP_ID is missing: az ad app create gives it, see docs/how-to/ask-from-teams.md"}
file=${3:-filetrail-teams.zip}
[[ $file == /* ]] || file=$PWD/$file
[[ $host =~ ^[A-Za-z0-9.-]+(:[0-9]+)?$ ]] || { echo "HOST is a name without https:// and path: $host" >&2; exit 2; }
[[ $app =~ ^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$ ]] || { echo "APP_ID is not an application (client) id: $app" >&2; exit 2; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/*.json "$here"/*.png "$work"
sed -i.bak -e "s|filetrail\.example\.com|$host|g" -e "s|00000000-0000-0000-0000-000000000000|$app|g" "$work"/*.json
rm -f "$work"/*.bak "$file"
cd "$work"
if command -v zip >/dev/null; then
  zip -q -X "$file" -- *
else
  jar --create --no-manifest --file "$file" -- *
fi
echo "$file"
