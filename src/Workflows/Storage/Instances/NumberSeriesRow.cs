using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Instances;

/// <summary>The last number that was used in a series.</summary>
internal sealed class NumberSeriesRow
{
    public required string Series { get; set; }

    public long Last { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<NumberSeriesRow>
    {
        public void Configure(EntityTypeBuilder<NumberSeriesRow> builder)
        {
            builder.ToTable("number_series");
            builder.HasKey(r => r.Series);
        }
    }
}
