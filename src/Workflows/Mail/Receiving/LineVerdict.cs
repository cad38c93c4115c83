using Workflows.Core;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Queries;

namespace Workflows.Mail.Receiving;

/// <summary>What became of one decision that a mail asked for.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Task">Its task; <see langword="null"/> when it is gone.</param>
/// <param name="IsDecided">Whether the answer has decided it.</param>
/// <param name="Code">Why, stable.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="AsksAgain">Whether writing it better would decide it.</param>
internal sealed record LineVerdict(DecisionKey Key, TaskDetail? Task, bool IsDecided, string Code, LocalizedText Reason, bool AsksAgain = false);
