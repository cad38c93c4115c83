using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Host.Elsa;

/// <summary>JSON as Elsa writes it: camel case, states as words, nothing for null.</summary>
internal static class ElsaJson
{
    /// <summary>How it is written.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>What Elsa puts where it keeps a dictionary of objects.</summary>
    public static JsonObject ObjectMap() => new() { ["_type"] = "ObjectMap" };

    /// <summary>An answer.</summary>
    public static IResult Answer<T>(T value, int status = StatusCodes.Status200OK) => TypedResults.Json(value, Options, statusCode: status);

    /// <summary>A list as Elsa's services without pages give it.</summary>
    public static IResult List<T>(IReadOnlyList<T> items) => Answer(new ElsaList<T>(items, items.Count));
}

/// <summary>A whole list.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Count">How many there are.</param>
internal sealed record ElsaList<T>(IReadOnlyList<T> Items, int Count);

/// <summary>A slice of a list.</summary>
/// <param name="Items">Its items.</param>
/// <param name="TotalCount">How many the whole list has.</param>
/// <param name="Links">What may be done with the list.</param>
internal sealed record ElsaPage<T>(IReadOnlyList<T> Items, long TotalCount, IReadOnlyList<ElsaLink>? Links = null);

/// <summary>Something that may be done. Elsa Studio shows what it finds links for.</summary>
/// <param name="Href">Where, below the API's root.</param>
/// <param name="Rel">What.</param>
/// <param name="Method">HTTP method.</param>
internal sealed record ElsaLink(string Href, string Rel, string Method);
