using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Recurrence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_instances_subject",
                table: "instances",
                column: "subject",
                filter: "subject IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_instances_subject",
                table: "instances");
        }
    }
}
