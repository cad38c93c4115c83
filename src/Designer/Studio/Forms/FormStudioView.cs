namespace Designer.Studio.Forms;

/// <summary>What the middle of the form designer shows.</summary>
public enum FormStudioView
{
    /// <summary>The grid, to arrange.</summary>
    Grid,

    /// <summary>The form as it is on a desk, to try.</summary>
    Desktop,

    /// <summary>The form as it is on a phone, to try.</summary>
    Phone,

    /// <summary>All words in both languages, to translate.</summary>
    Words,
}
