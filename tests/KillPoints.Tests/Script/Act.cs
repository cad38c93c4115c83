using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace KillPoints.Tests.Script;

/// <summary>One thing that happens on the day.</summary>
/// <param name="Minute">When, in minutes after the day's beginning; the next act is at least <see cref="Day.Settled"/> later.</param>
/// <param name="Instance">Letter of the instance.</param>
/// <param name="By">Who does it.</param>
/// <param name="Command">Makes the command; <see langword="null"/> when only time passes. Doing it again makes the same command.</param>
/// <param name="Definition">What a start starts.</param>
/// <param name="Answer">What the person answers to the mail about their task; the mailbox is read afterwards.</param>
internal sealed record Act(int Minute, char Instance, Actor By, Func<Give, Task<InstanceCommand>>? Command, string Definition = "day", string? Answer = null);

/// <summary>What an act needs to make its command.</summary>
/// <param name="Host">The running product.</param>
/// <param name="CommandId">The same whenever the act is done again.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="By">Who gives it.</param>
internal sealed record Give(DayHost Host, Guid CommandId, Guid InstanceId, Actor By);
