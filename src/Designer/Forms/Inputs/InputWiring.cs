namespace Designer.Forms.Inputs;

/// <summary>How an input is tied to its label, help and problems for those who do not see them side by side.</summary>
/// <param name="Id">Id of the element that takes the focus.</param>
/// <param name="LabelId">Id of the label.</param>
/// <param name="DescribedBy">Ids of help and problems, separated by blanks; empty = none.</param>
/// <param name="Required">Whether a value must be given.</param>
/// <param name="Invalid">Whether a problem is shown.</param>
public sealed record InputWiring(string Id, string LabelId, string DescribedBy, bool Required, bool Invalid)
{
    /// <summary>The ARIA attributes for the element.</summary>
    /// <param name="canBeRequired">Whether its role knows <c>aria-required</c>.</param>
    public Dictionary<string, object> Attributes(bool canBeRequired = true)
    {
        var attributes = new Dictionary<string, object>(StringComparer.Ordinal);
        if (canBeRequired && Required)
        {
            attributes["aria-required"] = "true";
        }

        if (Invalid)
        {
            attributes["aria-invalid"] = "true";
        }

        if (DescribedBy.Length > 0)
        {
            attributes["aria-describedby"] = DescribedBy;
        }

        return attributes;
    }
}
