using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;

namespace Workflows.Runtime.Tests;

/// <summary>What is remembered beside a command's id.</summary>
public sealed class CommandSubjectTests
{
    private static readonly Actor By = Actor.System("test");
    private static readonly Guid A = new("0193a5c0-0000-7000-8000-00000000000a");
    private static readonly Guid B = new("0193a5c0-0000-7000-8000-00000000000b");

    private static InstanceCommand[] Commands =>
    [
        new StartInstance(A, A, By, []),
        new CompleteTask(A, A, By, A, "Approve", [], null),
        new CompleteTask(A, A, By, A, "Reject", [], null),
        new CompleteTask(A, A, By, B, "Approve", [], null),
        new ClaimTask(A, A, By, A),
        new ReleaseTask(A, A, By, A),
        new TransferTask(A, A, By, A, "ada", null),
        new TransferTask(A, A, By, A, "eve", null),
        new DelegateTask(A, A, By, A, "ada", null),
        new ResolveTask(A, A, By, A, null),
        new AddSigners(A, A, By, A, ["ada"], SignerPosition.Before, null),
        new AddSigners(A, A, By, A, ["ada"], SignerPosition.After, null),
        new RemoveSigner(A, A, By, "a", 1, null),
        new RemoveSigner(A, A, By, "a", 2, null),
        new SendBack(A, A, By, A, "a", SendBackMode.WalkAgain, null),
        new SendBack(A, A, By, A, "a", SendBackMode.Straight, null),
        new TakeBack(A, A, By, A),
        new WithdrawInstance(A, A, By, null),
        new CopyInstance(A, A, By, ["ada"], null),
        new UrgeTask(A, A, By, A, null),
        new CommentOnInstance(A, A, By, A, "x"),
        new FireTimer(A, A, By, A),
        new ResumeBookmark(A, A, By, A, null),
        new FailBookmark(A, A, By, A, "x"),
        new RetryIncident(A, A, By, A),
        new CancelInstance(A, A, By, "x"),
    ];

    [Fact]
    public void Commands_that_want_different_things_have_different_subjects()
    {
        var subjects = Commands.Select(CommandSubject.Of).ToList();
        Assert.Equal(subjects.Count, subjects.Distinct().Count());
    }

    [Fact]
    public void Repeated_work_may_bring_another_result_and_is_still_the_same_command() =>
        Assert.Equal(CommandSubject.Of(new ResumeBookmark(A, A, By, A, "one")), CommandSubject.Of(new ResumeBookmark(A, A, By, A, "two")));
}
