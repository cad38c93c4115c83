namespace Designer.Forms.Inputs;

/// <summary>An option in the reader's language.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Text">What is shown.</param>
public sealed record SelectOption(string Value, string Text);
