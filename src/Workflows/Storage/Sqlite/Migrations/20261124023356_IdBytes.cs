using System;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class IdBytes : Migration
    {
        private static readonly (string Table, string[] Columns)[] Ids =
        [
            ("absences", ["id"]),
            ("archived_instances", ["id"]),
            ("archived_steps", ["instance_id"]),
            ("bookmarks", ["id", "instance_id"]),
            ("bounced_addresses", ["incoming_id", "mail_id"]),
            ("calendar_recounts", ["after", "recount_id"]),
            ("copies", ["command_id", "instance_id"]),
            ("decision_keys", ["id", "instance_id", "mail_id", "task_id"]),
            ("drafts", ["task_id"]),
            ("evidence", ["id", "instance_id", "task_id"]),
            ("imports", ["id"]),
            ("inbox", ["instance_id", "task_id"]),
            ("incidents", ["id", "instance_id"]),
            ("incoming_mails", ["id", "instance_id", "mail_id", "task_id"]),
            ("instance_people", ["instance_id"]),
            ("instance_states", ["instance_id"]),
            ("instances", ["id", "parent_instance_id"]),
            ("outbox", ["id", "instance_id"]),
            ("outgoing_mails", ["asks_again_for", "digest_id", "effect_id", "id", "instance_id", "task_id"]),
            ("screening_runs", ["id"]),
            ("steps", ["command_id", "instance_id"]),
            ("suspicions", ["id", "instance_id", "run_id"]),
            ("task_details", ["task_id"]),
            ("task_exclusions", ["task_id"]),
            ("tasks", ["id", "instance_id"]),
            ("timers", ["id", "instance_id"]),
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) =>
            // In place: SQLite keeps each value's own type whatever the column says, and building every table anew would take twice the disk.
            SetAll(migrationBuilder, "text", column => $"unhex({column}, '-')");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            SetAll(migrationBuilder, "blob", column => $"CASE WHEN {column} IS NOT NULL THEN {Text($"hex({column})")} END");

        private static string Text(string hex) => string.Join(" || '-' || ", new[] { (1, 8), (9, 4), (13, 4), (17, 4), (21, 12) }.Select(part => $"substr({hex}, {part.Item1}, {part.Item2})"));

        private static void SetAll(MigrationBuilder migrationBuilder, string type, Func<string, string> value)
        {
            foreach (var (table, columns) in Ids)
            {
                // A column may be empty: another of its row tells whether the row was done.
                var sets = string.Join(", ", columns.Select(c => $"{c} = {value(c)}"));
                var isDue = string.Join(" OR ", columns.Select(c => $"typeof({c}) = '{type}'"));
                migrationBuilder.Sql($"UPDATE {table} SET {sets} WHERE {isDue};");
            }
        }
    }
}
