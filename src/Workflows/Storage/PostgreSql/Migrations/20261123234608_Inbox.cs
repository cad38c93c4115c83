using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Inbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.task_id, x.key });
                });

            migrationBuilder.CreateIndex(
                name: "IX_inbox_key_due_at_created_at_task_id",
                table: "inbox",
                columns: new[] { "key", "due_at", "created_at", "task_id" });

            // The rows are made of what was there; a task that somebody has lies with them alone.
            migrationBuilder.Sql(
                """
                INSERT INTO inbox (task_id, key, due_at, created_at, instance_id, search)
                SELECT t.id, k.key, COALESCE(t.due_at, 3155378975999999999), t.created_at, t.instance_id,
                    LOWER(COALESCE(i.number, '') || '
                ' || COALESCE(i.title_zh, '') || '
                ' || COALESCE(i.title_en, '') || '
                ' || COALESCE(i.subject, ''))
                FROM tasks t
                JOIN instances i ON i.id = t.instance_id
                JOIN (SELECT task_id, key FROM task_candidates UNION ALL SELECT id, 'a:' || assignee FROM tasks WHERE is_open AND assignee IS NOT NULL) k
                    ON k.task_id = t.id AND (t.assignee IS NULL OR k.key = 'a:' || t.assignee)
                WHERE t.is_open;
                """);

            migrationBuilder.DropTable(
                name: "task_candidates");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.CreateTable(
                name: "task_candidates",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_candidates", x => new { x.task_id, x.key });
                });

            migrationBuilder.CreateIndex(
                name: "IX_task_candidates_key",
                table: "task_candidates",
                column: "key");
        }
    }
}
