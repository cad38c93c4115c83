namespace Designer.Editing.Layout;

/// <summary>A point of a drawing, in pixels; y grows downwards.</summary>
public readonly record struct DiagramPoint(double X, double Y)
{
    /// <summary>The point mirrored at the diagonal: what a drawing to the right becomes when it is drawn downwards.</summary>
    public DiagramPoint Transposed() => new(Y, X);
}

/// <summary>A rectangle of a drawing, in pixels.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Not negative.</param>
/// <param name="Height">Not negative.</param>
public readonly record struct DiagramBox(double X, double Y, double Width, double Height)
{
    /// <summary>Right edge.</summary>
    public double Right => X + Width;

    /// <summary>Lower edge.</summary>
    public double Bottom => Y + Height;

    /// <summary>The middle.</summary>
    public DiagramPoint Centre => new(X + (Width / 2), Y + (Height / 2));

    /// <summary>The box mirrored at the diagonal.</summary>
    public DiagramBox Transposed() => new(Y, X, Height, Width);

    /// <summary>The box of another size around the same middle.</summary>
    public DiagramBox Resized(double width, double height) => new(Centre.X - (width / 2), Centre.Y - (height / 2), width, height);

    /// <summary>The box grown by a margin on every side.</summary>
    public DiagramBox Grown(double margin) => new(X - margin, Y - margin, Width + (2 * margin), Height + (2 * margin));

    /// <summary>Whether the two share more than an edge.</summary>
    public bool Overlaps(DiagramBox other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;
}

/// <summary>Which way a drawing grows.</summary>
public enum DiagramDirection
{
    /// <summary>To the right, as designers draw: for wide screens.</summary>
    Right,

    /// <summary>Downwards: for phones and for paper.</summary>
    Down,
}
