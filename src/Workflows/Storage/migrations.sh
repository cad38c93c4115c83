#!/usr/bin/env bash
# Writes a migration for both databases after a change of the model.
#
#   bash src/Workflows/Storage/migrations.sh NAME    adds one
#   bash src/Workflows/Storage/migrations.sh         writes the first one anew: until the first release there is no other
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

name=${1:-Initial}
dotnet tool restore >/dev/null
if [ "$name" = Initial ]; then rm -rf {Sqlite,PostgreSql}/Migrations; fi
dotnet build -v q -nologo
for database in Sqlite PostgreSql; do
  folder=$database/Migrations
  dotnet ef migrations add "$name" --no-build --context "${database}Context" --output-dir "$folder" --namespace "Workflows.Storage.$database.Migrations"
  sed -i '1s/^\xEF\xBB\xBF//' "$folder"/*.cs # no byte order mark, as everywhere else
  if [ "$name" = Initial ]; then
    # Its id stays, so that the diff shows what has changed.
    for file in "$folder"/*_Initial*.cs; do mv "$file" "$folder/20261101000000_${file#*_}"; done
    sed -i -E 's/Migration\("[0-9]+_Initial"\)/Migration("20261101000000_Initial")/' "$folder"/*_Initial.Designer.cs
  fi
done
