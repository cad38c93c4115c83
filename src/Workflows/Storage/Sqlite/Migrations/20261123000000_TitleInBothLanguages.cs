using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TitleInBothLanguages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(name: "title", table: "instances", newName: "title_zh");
            migrationBuilder.AddColumn<string>(name: "title_en", table: "instances", type: "TEXT", nullable: true);
            migrationBuilder.Sql("UPDATE instances SET title_en = title_zh;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "title_en", table: "instances");
            migrationBuilder.RenameColumn(name: "title_zh", table: "instances", newName: "title");
        }
    }
}
