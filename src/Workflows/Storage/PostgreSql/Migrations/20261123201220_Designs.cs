using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Designs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "definitions",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "definitions",
                type: "text",
                nullable: false,
                defaultValue: "Folder",
                collation: "C");

            migrationBuilder.CreateTable(
                name: "design_drafts",
                columns: table => new
                {
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    base_version = table.Column<int>(type: "integer", nullable: false),
                    files = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    saved_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    saved_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_design_drafts", x => x.definition_id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "design_drafts");

            migrationBuilder.DropColumn(
                name: "note",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "definitions");
        }
    }
}
