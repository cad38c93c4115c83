#!/usr/bin/env bash
# Adds a migration for both databases after a change of the model:  bash src/Workflows/Storage/migrations.sh NAME
set -euo pipefail
name=${1:?the name of the migration is missing}
cd "$(dirname "${BASH_SOURCE[0]}")"

dotnet tool restore >/dev/null
dotnet build -v q -nologo
for database in Sqlite PostgreSql; do
  dotnet ef migrations add "$name" --no-build --context "${database}Context" --output-dir "$database/Migrations" --namespace "Workflows.Storage.$database.Migrations"
  sed -i '1s/^\xEF\xBB\xBF//' "$database"/Migrations/*.cs # no byte order mark, as everywhere else
done
