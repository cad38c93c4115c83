using Workflows.Storage.Instances;

namespace Workflows.Storage.Audit;

/// <summary>Tells a key that was lost or replaced from steps that were altered: then none is proved up to some instant, and every one from there on.</summary>
internal sealed class KeyProofs
{
    private const int Several = 2; // a single step that fails says nothing about the key

    private long _failed;
    private bool _lacksCode;
    private DateTimeOffset _lastFailed = DateTimeOffset.MinValue;
    private DateTimeOffset _firstProved = DateTimeOffset.MaxValue;

    /// <summary>How many steps were looked at.</summary>
    public long Examined { get; private set; }

    /// <summary>Until when steps were signed with another key; <see langword="null"/> = the key is the right one for what is proved, and what is not was altered.</summary>
    public DateTimeOffset? AnotherKeyUntil => _failed >= Several && !_lacksCode && _lastFailed < _firstProved ? _lastFailed : null;

    /// <summary>Counts a step.</summary>
    public void Add(StepRow step, bool isProved)
    {
        Examined++;
        if (isProved)
        {
            _firstProved = step.At < _firstProved ? step.At : _firstProved;
            return;
        }

        _failed++;
        _lacksCode |= step.Mac is null;
        _lastFailed = step.At > _lastFailed ? step.At : _lastFailed;
    }
}
