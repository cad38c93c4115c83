using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class DecisionKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "decision_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    link_hash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reply_hash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    mail_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    state_at = table.Column<long>(type: "bigint", nullable: false),
                    outcomes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false),
                    burnt_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_decision_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "incoming_mails",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    mailbox = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    uid_validity = table.Column<long>(type: "bigint", nullable: false),
                    uid = table.Column<long>(type: "bigint", nullable: false),
                    message_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sender = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    handled_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason_zh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    checks = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    excerpt = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    person_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    mail_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_answered = table.Column<bool>(type: "boolean", nullable: false),
                    dismissed_by = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incoming_mails", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mailboxes",
                columns: table => new
                {
                    mailbox = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    uid_validity = table.Column<long>(type: "bigint", nullable: false),
                    uid = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mailboxes", x => new { x.mailbox, x.uid_validity });
                });

            migrationBuilder.CreateIndex(
                name: "IX_decision_keys_link_hash",
                table: "decision_keys",
                column: "link_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_decision_keys_reply_hash",
                table: "decision_keys",
                column: "reply_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_decision_keys_task_id",
                table: "decision_keys",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "IX_incoming_mails_handled_at",
                table: "incoming_mails",
                column: "handled_at");

            migrationBuilder.CreateIndex(
                name: "IX_incoming_mails_sender_handled_at",
                table: "incoming_mails",
                columns: new[] { "sender", "handled_at" });

            migrationBuilder.CreateIndex(
                name: "IX_incoming_mails_sha256",
                table: "incoming_mails",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "IX_incoming_mails_state_handled_at",
                table: "incoming_mails",
                columns: new[] { "state", "handled_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "decision_keys");

            migrationBuilder.DropTable(
                name: "incoming_mails");

            migrationBuilder.DropTable(
                name: "mailboxes");
        }
    }
}
