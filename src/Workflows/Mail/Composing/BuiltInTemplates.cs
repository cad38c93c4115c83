namespace Workflows.Mail.Composing;

/// <summary>The product's own texts, for workflows that bring none.</summary>
internal static class BuiltInTemplates
{
    /// <summary>What stands in for a template that nobody wrote.</summary>
    public const string Notice = "notice";

    /// <summary>What stands below a mail that can be decided by: the product's own words, for they say who may do what.</summary>
    public const string Decide = "decide";

    /// <summary>The same below a mail that asks for several decisions, by their numbers.</summary>
    public const string DecideLines = "decide-lines";

    /// <summary>What was held for a person, in one mail.</summary>
    public const string Digest = "digest";

    /// <summary>Tells superiors that somebody cannot be reached by mail.</summary>
    public const string Undeliverable = "undeliverable";

    /// <summary>What senders are told of their answers.</summary>
    public const string Answer = "answer";

    /// <summary>Template of test mails.</summary>
    public const string Test = "test";

    /// <summary>The source of a template; <see langword="null"/> when the product has none of that name.</summary>
    public static string? Find(string template, string language)
    {
        using var stream = typeof(BuiltInTemplates).Assembly.GetManifestResourceStream($"Templates/{template}.{language}.liquid");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
