using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MailOut : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outgoing_mails_receiver_id",
                table: "outgoing_mails");

            migrationBuilder.DropIndex(
                name: "IX_decision_keys_reply_hash",
                table: "decision_keys");

            migrationBuilder.AddColumn<string>(
                name: "answers",
                table: "outgoing_mails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "asks_again_for",
                table: "outgoing_mails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "digest_id",
                table: "outgoing_mails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "html",
                table: "outgoing_mails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "next_at",
                table: "outgoing_mails",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "task_id",
                table: "outgoing_mails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "line",
                table: "decision_keys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "bounced_addresses",
                columns: table => new
                {
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: true),
                    mail_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    incoming_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    diagnostic = table.Column<string>(type: "TEXT", nullable: false),
                    bounced_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bounced_addresses", x => x.address);
                });

            migrationBuilder.CreateTable(
                name: "mail_preferences",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    delivery = table.Column<string>(type: "TEXT", nullable: false),
                    quiet_from = table.Column<string>(type: "TEXT", nullable: true),
                    quiet_until = table.Column<string>(type: "TEXT", nullable: true),
                    digest_at = table.Column<string>(type: "TEXT", nullable: false),
                    per_day = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail_preferences", x => x.person_id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_outgoing_mails_digest_id",
                table: "outgoing_mails",
                column: "digest_id");

            migrationBuilder.CreateIndex(
                name: "IX_outgoing_mails_next_at",
                table: "outgoing_mails",
                column: "next_at");

            migrationBuilder.CreateIndex(
                name: "IX_outgoing_mails_receiver_id_created_at",
                table: "outgoing_mails",
                columns: new[] { "receiver_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_decision_keys_mail_id",
                table: "decision_keys",
                column: "mail_id");

            migrationBuilder.CreateIndex(
                name: "IX_decision_keys_reply_hash_line",
                table: "decision_keys",
                columns: new[] { "reply_hash", "line" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bounced_addresses");

            migrationBuilder.DropTable(
                name: "mail_preferences");

            migrationBuilder.DropIndex(
                name: "IX_outgoing_mails_digest_id",
                table: "outgoing_mails");

            migrationBuilder.DropIndex(
                name: "IX_outgoing_mails_next_at",
                table: "outgoing_mails");

            migrationBuilder.DropIndex(
                name: "IX_outgoing_mails_receiver_id_created_at",
                table: "outgoing_mails");

            migrationBuilder.DropIndex(
                name: "IX_decision_keys_mail_id",
                table: "decision_keys");

            migrationBuilder.DropIndex(
                name: "IX_decision_keys_reply_hash_line",
                table: "decision_keys");

            migrationBuilder.DropColumn(
                name: "answers",
                table: "outgoing_mails");

            migrationBuilder.DropColumn(
                name: "asks_again_for",
                table: "outgoing_mails");

            migrationBuilder.DropColumn(
                name: "digest_id",
                table: "outgoing_mails");

            migrationBuilder.DropColumn(
                name: "html",
                table: "outgoing_mails");

            migrationBuilder.DropColumn(
                name: "next_at",
                table: "outgoing_mails");

            migrationBuilder.DropColumn(
                name: "task_id",
                table: "outgoing_mails");

            migrationBuilder.DropColumn(
                name: "line",
                table: "decision_keys");

            migrationBuilder.CreateIndex(
                name: "IX_outgoing_mails_receiver_id",
                table: "outgoing_mails",
                column: "receiver_id");

            migrationBuilder.CreateIndex(
                name: "IX_decision_keys_reply_hash",
                table: "decision_keys",
                column: "reply_hash",
                unique: true);
        }
    }
}
