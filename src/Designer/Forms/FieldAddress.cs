namespace Designer.Forms;

/// <summary>Where a change goes: a field, or a cell of a table.</summary>
/// <param name="Key">Key of the field or column.</param>
/// <param name="Table">Key of the table; <see langword="null"/> = not a cell.</param>
/// <param name="Row">Row of the cell, from 0.</param>
public readonly record struct FieldAddress(string Key, string? Table = null, int Row = 0);
