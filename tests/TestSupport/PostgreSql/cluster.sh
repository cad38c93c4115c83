#!/usr/bin/env bash
# A private PostgreSQL on a free loopback port: makes it in a temporary folder, prints its connection string, serves until standard input ends, and
# then removes it, so that it never outlives the test run that started it.
#
#   bash cluster.sh             for tests: commits are not forced to disk, since no test pulls the plug of the server
#   bash cluster.sh durable     as a server is used, for measuring
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)") || { echo "PostgreSQL is not installed (Debian: postgresql)" >&2; exit 1; }

as_owner() { # the server refuses to run as root
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else "$@"; fi
}

folder=$(mktemp -d)
remove() {
  as_owner "$bin/pg_ctl" stop -D "$folder/data" -m fast -s >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap remove EXIT
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
cd "$folder"

# A server usually sorts texts by a language; the product must not depend on which.
as_owner "$bin/initdb" -D data -U closedloop --auth=trust --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en --no-sync >init.log 2>&1 ||
  { cat init.log >&2; exit 1; }

settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200"
if [ "${1:-}" != durable ]; then settings+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off"; fi
for attempt in 1 2 3 4 5; do # somebody else may take the port first
  port=$((20000 + RANDOM % 12000))
  if as_owner "$bin/pg_ctl" start -D data -w -s -l server.log -o "$settings -p $port" >start.log 2>&1; then
    echo "Host=127.0.0.1;Port=$port;Username=closedloop;Database=postgres"
    cat >/dev/null
    exit 0
  fi
done
cat start.log server.log >&2
exit 1
