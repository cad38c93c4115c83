using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Storage.Packing;

namespace Workflows.Storage.Instances;

/// <summary>One command that was carried out, with the facts it brought about: history and command log in one row, never changed.</summary>
internal sealed class StepRow
{
    public Guid InstanceId { get; set; }

    /// <summary>The revision it led to: steps of an instance count from 1 without a gap.</summary>
    public long Revision { get; set; }

    public Guid CommandId { get; set; }

    /// <summary>What the command wanted.</summary>
    public required string Subject { get; set; }

    public DateTimeOffset At { get; set; }

    public required string ActorId { get; set; }

    /// <summary>Who gave the command, as JSON.</summary>
    public required string Actor { get; set; }

    /// <summary>Position of its first fact in the instance's history, from 1.</summary>
    public long FirstSequence { get; set; }

    public int EventCount { get; set; }

    /// <summary>The facts as a JSON array.</summary>
    public required string Events { get; set; }

    /// <summary>What the step changed of the state, as <see cref="Core.Instances.StateDelta"/> writes it; <see langword="null"/> for steps from before there were deltas.</summary>
    public byte[]? Delta { get; set; }

    /// <summary>Code that proves the row unaltered; <see langword="null"/> for steps from before there were codes.</summary>
    public byte[]? Mac { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StepRow>
    {
        public void Configure(EntityTypeBuilder<StepRow> builder)
        {
            builder.ToTable("steps");
            builder.HasKey(r => new { r.InstanceId, r.Revision });
            builder.Property(r => r.Actor).HasConversion<PackedTextConverter>();
            builder.Property(r => r.Events).HasConversion<PackedTextConverter>();
            builder.HasIndex(r => r.CommandId).IsUnique();
            builder.HasIndex(r => r.At);
        }
    }
}
