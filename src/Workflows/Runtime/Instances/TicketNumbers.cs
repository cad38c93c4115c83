using System.Globalization;

namespace Workflows.Runtime.Instances;

/// <summary>Where number series are kept.</summary>
public interface INumberStore
{
    /// <summary>The last number that was committed in a series; 0 for a new one.</summary>
    Task<long> LastAsync(string series, CancellationToken cancellationToken = default);
}

/// <summary>
/// Gives human numbers (<c>JC20261123-0007</c>): prefix of the definition, local date, running number of the day.
/// Numbers are taken in memory and saved by the step that uses them, so a start costs one commit. A start that is refused or
/// was carried out before gives its number back; only when another one was taken meanwhile does it leave a gap.
/// </summary>
/// <param name="store">The committed series.</param>
public sealed class TicketNumbers(INumberStore store) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);

    /// <summary>Takes the next number of the day.</summary>
    public async Task<TakenNumber> NextAsync(string prefix, DateOnly today, CancellationToken cancellationToken)
    {
        var series = prefix + today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_last.TryGetValue(series, out var last))
            {
                DropOtherDays(prefix);
                last = await store.LastAsync(series, cancellationToken).ConfigureAwait(false);
                _read[series] = last;
            }

            _last[series] = ++last;
            return new TakenNumber(series, last);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Reads the series again next time: another process has used it. Not when it was read after the number was lost: starts that lose together would
    /// otherwise all be given the same next number, and only one of them get on with each try.
    /// </summary>
    public async Task ForgetAsync(TakenNumber number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(number);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_read.TryGetValue(number.Series, out var read) && number.Value > read)
        {
            _last.Remove(number.Series);
        }

        _gate.Release();
    }

    /// <summary>The number was not used: the next start gets it, unless a later one is taken already.</summary>
    public async Task GiveBackAsync(TakenNumber number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(number);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_last.TryGetValue(number.Series, out var last) && last == number.Value)
        {
            _last[number.Series] = last - 1;
        }

        _gate.Release();
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private void DropOtherDays(string prefix)
    {
        foreach (var old in _last.Keys.Where(k => k.Length == prefix.Length + 8 && k.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            _last.Remove(old);
            _read.Remove(old);
        }
    }
}
