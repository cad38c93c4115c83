namespace Workflows.Core.Forms;

/// <summary>A yes or no that a form states outright or computes.</summary>
/// <param name="Constant">The answer when there is no expression.</param>
/// <param name="Expression">Computes the answer; <see langword="null"/> = the constant holds.</param>
public sealed record FormCondition(bool Constant, FormExpression? Expression)
{
    /// <summary>Always.</summary>
    public static FormCondition Always { get; } = new(true, null);

    /// <summary>Never.</summary>
    public static FormCondition Never { get; } = new(false, null);

    /// <summary>Whether it can ever hold.</summary>
    public bool IsPossible => Constant || Expression is not null;
}
