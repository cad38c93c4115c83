using CsCheck;
using Workflows.Core.Instances;
using Workflows.Core.Tests.Support;

namespace Workflows.Core.Tests.Flow;

/// <summary>What holds for every flow and whatever people, clocks, events and operators do to it, on any version.</summary>
public sealed class PropertyTests
{
    private static readonly Gen<int[]> Choices = Gen.Int[0, 100_000].Array[0, 20];

    [Fact]
    public void An_instance_is_never_stuck_and_agrees_with_itself_and_with_what_it_has_told() => AnyFlow.Root.Select(Choices).Sample((root, choices) =>
    {
        var player = new Player(root);
        Assert.True(!player.Faults.Any(), player.Describe(player.Faults));
        foreach (var choice in choices)
        {
            var command = player.Next(choice);
            player.Take(command, player.Decide(command));
            Assert.True(!player.Faults.Any(), player.Describe(player.Faults.Prepend(command.ToString())));
        }
    }, iter: 600, print: p => p.Item1.ToJsonString() + string.Join(' ', p.Item2));

    [Fact]
    public void Deciding_twice_gives_the_same_from_memory_or_from_storage_and_changes_nothing_it_was_given() => AnyFlow.Root.Select(Choices).Sample((root, choices) =>
    {
        var player = new Player(root);
        foreach (var choice in choices)
        {
            var command = player.Next(choice);
            var before = Player.Text(player.Instance);
            var read = InstanceSerializer.ReadInstance(InstanceSerializer.Write(player.Instance));
            Assert.Equal(before, Player.Text(read));

            var decision = player.Decide(command);
            Assert.Equal(Player.Text(decision), Player.Text(player.Decide(command)));
            Assert.Equal(Player.Text(decision), Player.Text(player.Decide(command, read)));
            Assert.Equal(before, Player.Text(player.Instance));
            Assert.True(decision.Refusal is null || (decision.Next is null && decision.Events.IsEmpty && decision.Effects.IsEmpty && decision.TaskChanges.IsEmpty), "a refusal changes nothing");
            player.Take(command, decision);
        }
    }, iter: 250, print: p => p.Item1.ToJsonString() + string.Join(' ', p.Item2));
}
