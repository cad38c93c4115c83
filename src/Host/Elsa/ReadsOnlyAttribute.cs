namespace Host.Elsa;

/// <summary>Marks a POST that only reads: its question is too long for an address.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReadsOnlyAttribute : Attribute;

/// <summary>Says so where endpoints are mapped.</summary>
internal static class ReadsOnlyEndpoints
{
    /// <summary>Marks it.</summary>
    public static TBuilder ReadsOnly<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ReadsOnlyAttribute());
}
