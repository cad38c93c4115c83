using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Storage.Sqlite.Migrations
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
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "definitions",
                type: "TEXT",
                nullable: false,
                defaultValue: "Folder");

            migrationBuilder.CreateTable(
                name: "design_drafts",
                columns: table => new
                {
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    base_version = table.Column<int>(type: "INTEGER", nullable: false),
                    files = table.Column<string>(type: "TEXT", nullable: false),
                    saved_by = table.Column<string>(type: "TEXT", nullable: false),
                    saved_at = table.Column<long>(type: "INTEGER", nullable: false)
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
