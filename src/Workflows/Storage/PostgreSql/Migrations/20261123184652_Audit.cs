using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Audit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "mac",
                table: "steps",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "seals",
                columns: table => new
                {
                    day = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    steps = table.Column<long>(type: "bigint", nullable: false),
                    digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    head = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seals", x => x.day);
                });

            migrationBuilder.CreateIndex(
                name: "IX_steps_at",
                table: "steps",
                column: "at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "seals");

            migrationBuilder.DropIndex(
                name: "IX_steps_at",
                table: "steps");

            migrationBuilder.DropColumn(
                name: "mac",
                table: "steps");
        }
    }
}
