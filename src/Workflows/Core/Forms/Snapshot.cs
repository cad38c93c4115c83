using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>What a person sees of a field at one moment, to find out whether it has changed.</summary>
internal readonly struct Snapshot : IEquatable<Snapshot>
{
    private readonly bool _visible;
    private readonly bool _readOnly;
    private readonly bool _required;
    private readonly JsonNode? _value;
    private readonly string? _argument;
    private readonly ImmutableArray<FieldProblem> _problems;

    private Snapshot(FieldState state)
    {
        (_visible, _readOnly, _required) = (state.Visible, state.ReadOnly, state.Required);
        (_value, _argument, _problems) = (state.Value, state.SourceArgument, state.Problems);
    }

    public static Snapshot Of(FieldState state) => new(state);

    /// <summary>Whether the value is another.</summary>
    public bool HasOtherValue(FieldState state) => !IsSame(_value, state.Value);

    /// <summary>Whether it shows or locks what stands in it differently.</summary>
    public bool HasOtherShape(FieldState state) => _visible != state.Visible || _readOnly != state.ReadOnly;

    public bool Equals(Snapshot other) =>
        (_visible, _readOnly, _required, _argument) == (other._visible, other._readOnly, other._required, other._argument)
        && IsSame(_value, other._value) && _problems.SequenceEqual(other._problems);

    public override bool Equals(object? obj) => obj is Snapshot other && Equals(other);

    /// <summary>Whether two values are the same. A table has thousands: that nobody has made another one is seen at once.</summary>
    public static bool IsSame(JsonNode? one, JsonNode? other) => ReferenceEquals(one, other) || JsonNode.DeepEquals(one, other);

    public override int GetHashCode() => HashCode.Combine(_visible, _readOnly, _required, _argument, _problems.Length);
}
