using System.Text.Json.Nodes;
using CsCheck;
using Workflows.Core.Instances;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Flow.Approvals;

/// <summary>What holds for every round, whoever is asked and whatever they do.</summary>
public sealed class ApprovalPropertyTests
{
    private const int People = 7;

    private static readonly Gen<Case> AnyCase =
        from mode in Gen.Enum<ApprovalMode>()
        from waits in Gen.Bool
        from percent in Gen.Int[1, 100]
        from weights in Gen.Int[0, 3].Array[1, 5]
        from moves in Gen.Int[0, 5].Select(Gen.Int[0, 100], Gen.Int[0, People - 1], (verb, choice, person) => new Move(verb, choice, person)).Array[0, 25]
        select new Case(mode, waits, percent, [.. weights.Select(w => w + 1)], moves);

    [Fact]
    public void A_round_is_never_stuck_nobody_decides_twice_and_the_verdict_is_that_of_the_oracle() => AnyCase.Sample(
        c =>
        {
            var run = Begin(c);
            foreach (var move in c.Moves)
            {
                Play(run, move);
                Judge(run, c);
            }

            Finish(run, c);
        },
        iter: 1_500);

    [Fact]
    public void A_round_taken_up_from_storage_goes_on_the_same() => AnyCase.Sample(
        c =>
        {
            var (straight, stored) = (Begin(c), Begin(c));
            foreach (var move in c.Moves)
            {
                stored.Store();
                Play(straight, move);
                Play(stored, move);
                Assert.Equal(Written(straight), Written(stored));
            }
        },
        iter: 200);

    private static Run Begin(Case c)
    {
        var approvers = new JsonArray([.. c.Weights.Select((w, i) => new JsonObject { ["person"] = $"p{i}", ["weight"] = w })]);
        var approval = Activity("a", "ClosedLoop.Approval", ("mode", c.Mode.ToString()), ("approvers", approvers), ("onRejection", c.Waits ? "Waits" : "Decides"));
        if (c.Mode == ApprovalMode.Vote)
        {
            approval["needed"] = Percent(c.Percent);
        }

        return Run.Start(Graph([approval, Line("Approved"), Line("Rejected")], ["a.Approved -> Approved", "a.Rejected -> Rejected"]), by: Run.Person("requester"));
    }

    /// <summary>Gives a command that may well be refused: then nothing must change.</summary>
    private static void Play(Run run, Move move)
    {
        if (run.Instance.Tasks.IsEmpty)
        {
            return;
        }

        var task = run.Instance.Tasks[move.Choice % run.Instance.Tasks.Length];
        var (me, other, id) = (Run.Person(task.Assignee!), $"p{move.Person}", run.Instance.Id);
        var revision = run.Instance.Revision;
        InstanceCommand command = move.Verb switch
        {
            0 => new AddSigners(run.NextId(), id, me, task.Id, [other], (SignerPosition)(move.Choice % 3), null),
            1 => new TransferTask(run.NextId(), id, me, task.Id, other, null),
            2 => task.Delegator is null ? new DelegateTask(run.NextId(), id, me, task.Id, other, null) : new ResolveTask(run.NextId(), id, me, task.Id, "好"),
            3 => new RemoveSigner(run.NextId(), id, me, "a", 1 + (move.Choice % 8), null),
            4 when run.Events.OfType<TaskCompleted>().LastOrDefault() is { } last => new TakeBack(run.NextId(), id, Run.Person(last.By.PersonId), last.TaskId),
            _ => new CompleteTask(run.NextId(), id, me, task.Id, move.Choice % 3 == 0 ? "Rejected" : "Approved", [], "理由"),
        };
        if (run.Do(command) is not null)
        {
            Assert.Equal(revision, run.Instance.Revision);
        }
    }

    private static void Judge(Run run, Case c)
    {
        var verdict = run.Events.OfType<ApprovalDecided>().LastOrDefault()?.Verdict;
        Assert.Equal(verdict?.ToString() ?? "", run.Written);
        Assert.Empty(run.Instance.Incidents);
        if (verdict is not null)
        {
            Assert.Equal("Finished/Finished", run.Status);
            return;
        }

        var round = ApprovalRound.Find(run.Instance, "a")!;
        Assert.NotEmpty(run.Instance.Tasks);
        Assert.Equal(run.Instance.Tasks.Select(t => t.Id).Order(), round.Seats.Where(s => s.State == SeatState.Asked).Select(s => s.TaskId!.Value).Order());
        var voices = round.Live.Select(s => s.IsDecided ? s.DecidedBy! : s.Approver.PersonId!).ToArray();
        Assert.DoesNotContain("requester", voices);
        var deciders = round.Live.Where(s => s.IsDecided).Select(s => s.DecidedBy!).ToArray();
        Assert.Equal(deciders.Distinct(), deciders);
        Assert.All(round.Seats.Where(s => s.State == SeatState.Asked), s => Assert.All(s.After, n => Assert.False(round.Seats[n - 1].IsPending)));
        Assert.Null(Oracle([.. round.Live.Select(s => (s.Weight, s.IsDecided ? s.State == SeatState.Approved : (bool?)null))], c));
    }

    /// <summary>Everyone who is left approves: the round must end, and with the verdict that the decisions come to.</summary>
    private static void Finish(Run run, Case c)
    {
        for (var i = 0; run.Instance.Tasks.FirstOrDefault() is { } task; i++)
        {
            Assert.True(i < 40, "the round does not end");
            var before = ApprovalRound.Find(run.Instance, "a")!;
            if (task.Delegator is not null)
            {
                Assert.Null(run.Do(new ResolveTask(run.NextId(), run.Instance.Id, Run.Person(task.Assignee!), task.Id, "好")));
                continue;
            }

            Assert.Null(run.Do(new CompleteTask(run.NextId(), run.Instance.Id, Run.Person(task.Assignee!), task.Id, "Approved", [], null)));
            var votes = before.Live.Select(s => (s.Weight, s.TaskId == task.Id ? true : s.IsDecided ? s.State == SeatState.Approved : (bool?)null)).ToArray();
            Assert.Equal(Oracle(votes, c), run.Events.OfType<ApprovalDecided>().LastOrDefault()?.Verdict);
        }
    }

    /// <summary>The verdict by trying out everything that the undecided could still say.</summary>
    private static ApprovalVerdict? Oracle((int Weight, bool? Approves)[] votes, Case c)
    {
        var open = votes.Count(v => v.Approves is null);
        var decided = votes.Where(v => v.Approves is not null).ToArray();
        if (c.Mode == ApprovalMode.Any && !c.Waits && decided.Length > 0)
        {
            return decided.Any(v => v.Approves == true) ? ApprovalVerdict.Approved : ApprovalVerdict.Rejected;
        }

        if (c.Mode is ApprovalMode.All or ApprovalMode.InOrder && c.Waits && open > 0)
        {
            return null;
        }

        var ends = Enumerable.Range(0, 1 << open).Select(future =>
        {
            var next = 0;
            return Ending([.. votes.Select(v => (v.Weight, v.Approves ?? (future >> next++ & 1) == 1))], c);
        }).Distinct().ToArray();
        return ends.Length == 1 ? ends[0] : null;
    }

    private static ApprovalVerdict Ending((int Weight, bool Approves)[] votes, Case c)
    {
        var approves = c.Mode switch
        {
            ApprovalMode.Any => votes.Any(v => v.Approves),
            ApprovalMode.Vote => votes.Where(v => v.Approves).Sum(v => v.Weight) / (double)votes.Sum(v => v.Weight) >= c.Percent / 100.0,
            _ => votes.All(v => v.Approves),
        };
        return approves ? ApprovalVerdict.Approved : ApprovalVerdict.Rejected;
    }

    private static string Written(Run run) => System.Text.Encoding.UTF8.GetString(InstanceSerializer.Write(run.Instance));

    private sealed record Move(int Verb, int Choice, int Person);

    private sealed record Case(ApprovalMode Mode, bool Waits, int Percent, int[] Weights, Move[] Moves)
    {
        public override string ToString() => $"{Mode} waits={Waits} {Percent}% weights {string.Join(',', Weights)} moves {string.Join(' ', Moves.Select(m => $"{m.Verb}/{m.Choice}/{m.Person}"))}";
    }
}
