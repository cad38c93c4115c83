using Workflows.Runtime.Instances;

namespace Workflows.Runtime.Tests;

/// <summary>Doing a thing twice makes the same command id twice; the ids must therefore never change between releases.</summary>
public sealed class DerivedIdTests
{
    private static readonly Guid Seed = new("0193a5c0-0000-7000-8000-000000000001");

    [Fact]
    public void The_same_seed_and_purpose_give_the_same_id_in_every_release() =>
        Assert.Equal(new Guid("c2841b32-5ebe-89ef-b6a4-f14062dd63d8"), DerivedId.From(Seed, "fire"));

    [Fact]
    public void Another_seed_or_purpose_gives_another_id()
    {
        Guid[] ids = [DerivedId.From(Seed, "fire"), DerivedId.From(Seed, "resume"), DerivedId.From(Guid.Empty, "fire"), DerivedId.From("fire 2"), DerivedId.From("计时")];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }
}
