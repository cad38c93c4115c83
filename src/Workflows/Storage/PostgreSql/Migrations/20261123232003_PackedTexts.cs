using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class PackedTexts : Migration
    {
        private static readonly (string Table, string Column)[] Columns = [("task_details", "task"), ("steps", "events"), ("steps", "actor"), ("instance_states", "state")];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var (table, column) in Columns)
            {
                // What is there is JSON and stays so; what a way back has left is hexadecimal.
                migrationBuilder.Sql($"ALTER TABLE {table} ALTER COLUMN {column} TYPE bytea USING CASE WHEN left({column}, 1) IN ('[', '{{') THEN convert_to({column}, 'UTF8') ELSE decode({column}, 'hex') END;");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var (table, column) in Columns)
            {
                migrationBuilder.Sql($"ALTER TABLE {table} ALTER COLUMN {column} TYPE text COLLATE \"C\" USING encode({column}, 'hex');");
            }
        }
    }
}
