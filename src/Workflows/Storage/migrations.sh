#!/usr/bin/env bash
# After a change of the model: writes a migration for both databases, the SQL that the program applies for it, and the compiled models.
#   bash src/Workflows/Storage/migrations.sh NAME      adds the migration NAME
#   bash src/Workflows/Storage/migrations.sh           only writes the SQL that is missing and the compiled models anew
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
databases="Sqlite PostgreSql"

build() { dotnet build -v q -nologo -clp:ErrorsOnly -p:RunAnalyzers=false; }
ef() { dotnet ef "$@" --no-build --context "${database}Context" >/dev/null; }

dotnet tool restore >/dev/null
build
if [ -n "${1:-}" ]; then
  for database in $databases; do
    ef migrations add "$1" --output-dir "$database/Migrations" --namespace "Workflows.Storage.$database.Migrations"
  done
  build
fi
for database in $databases; do
  previous=0
  for file in "$database"/Migrations/*_*.Designer.cs; do
    id=$(basename "$file" .Designer.cs)
    [ -f "$database/Migrations/$id.sql" ] || ef migrations script "$previous" "$id" --no-transactions --output "$database/Migrations/$id.sql"
    previous=$id
  done
  rm -rf "$database/CompiledModel"
  ef dbcontext optimize --output-dir "$database/CompiledModel" --namespace "Workflows.Storage.$database.CompiledModel"
  sed -i 's/^    public partial class/    internal partial class/' "$database"/CompiledModel/* # nobody else's business
  sed -i '1s/^\xEF\xBB\xBF//' "$database"/Migrations/* "$database"/CompiledModel/* # no byte order mark, as everywhere else
done
