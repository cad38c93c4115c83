#!/usr/bin/env bash
# Writes a migration for both databases after a change of the model.
#
#   bash src/Workflows/Storage/migrations.sh NAME
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

name=${1:?the name of the migration is missing}
dotnet tool restore >/dev/null
dotnet build -v q -nologo
for database in Sqlite PostgreSql; do
  folder=$database/Migrations
  dotnet ef migrations add "$name" --no-build --context "${database}Context" --output-dir "$folder" --namespace "Workflows.Storage.$database.Migrations"
  sed -i '1s/^\xEF\xBB\xBF//' "$folder"/*.cs # no byte order mark, as everywhere else
done
