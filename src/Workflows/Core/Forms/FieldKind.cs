namespace Workflows.Core.Forms;

/// <summary>The kinds of field. The format writes them in lower case (<c>docs/forms.md</c>).</summary>
public enum FieldKind
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>Several lines of text.</summary>
    Multiline,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>An instant.</summary>
    DateTime,

    /// <summary>One of many, from a list that opens.</summary>
    Select,

    /// <summary>One of few, all shown.</summary>
    Radio,

    /// <summary>A box to tick.</summary>
    Checkbox,

    /// <summary>Several of many.</summary>
    Checklist,

    /// <summary>An explicit yes or no; starts without an answer.</summary>
    YesNo,

    /// <summary>A repeating group.</summary>
    Table,

    /// <summary>Photos.</summary>
    Photo,

    /// <summary>Files.</summary>
    File,

    /// <summary>A place.</summary>
    Location,

    /// <summary>The way that somebody went.</summary>
    Track,

    /// <summary>A drawn signature.</summary>
    Signature,

    /// <summary>Shows something; holds no value.</summary>
    Context,

    /// <summary>Nests fields; holds no value.</summary>
    Section,

    /// <summary>A paragraph; holds no value.</summary>
    Note,
}
