using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DotLiquid;
using DotLiquid.Exceptions;

namespace Workflows.Core.Expressions;

/// <summary>A Liquid template that has been parsed once: no files, bounded loops, bounded time, bounded output.</summary>
internal sealed partial class PreparedTemplate
{
    private const int MaxOutput = 200_000;
    private const int MaxIterations = 10_000;
    private static readonly TimeSpan MaxTime = TimeSpan.FromMilliseconds(500);
    private readonly Template? _template;

    private PreparedTemplate(Template? template, string? error)
    {
        _template = template;
        Error = error;
    }

    /// <summary>The syntax error; <see langword="null"/> when it parses.</summary>
    public string? Error { get; }

    public static PreparedTemplate Prepare(string text)
    {
        if (ForbiddenTag().Match(text) is { Success: true } forbidden)
        {
            return new PreparedTemplate(null, $"{forbidden.Value.Trim()} is not allowed");
        }

        try
        {
            var template = Template.Parse(text, SyntaxCompatibility.DotLiquid22a);
            template.MakeThreadSafe();
            return new PreparedTemplate(template, null);
        }
        catch (Exception e) when (e is LiquidException or System.ArgumentException)
        {
            return new PreparedTemplate(null, e.Message);
        }
    }

    public string Render(ExpressionScope scope) => Render(() => new Hash
    {
        ["Variables"] = new Dictionary<string, object?>(scope.VariableNames.Distinct(StringComparer.Ordinal).Select(n => KeyValuePair.Create(n, scope.TryGetVariable(n, out var v) ? ToLiquid(v) : null))),
        ["Input"] = ToLiquid(scope.Input),
        ["Number"] = scope.Number,
        ["Header"] = ToLiquid(scope.Header),
        ["CorrelationId"] = scope.CorrelationId,
        ["InstanceId"] = scope.InstanceId.ToString(),
        ["WorkflowInstanceId"] = scope.InstanceId.ToString(),
        ["WorkflowDefinitionId"] = scope.DefinitionId,
        ["WorkflowDefinitionVersion"] = scope.DefinitionVersion,
        ["Now"] = scope.Now.ToOffset(scope.LocalOffset).ToString("O", CultureInfo.InvariantCulture),
    });

    public string Render(JsonObject model) => Render(() =>
    {
        var hash = new Hash();
        foreach (var (name, value) in model)
        {
            hash[name] = ToLiquid(value);
        }

        return hash;
    });

    private string Render(Func<Hash> model)
    {
        if (_template is null)
        {
            throw new ActivityFaultException($"模板语法错误：{Error} / template syntax error: {Error}");
        }

        using var writer = new BoundedWriter(MaxOutput);
        try
        {
            // A template that is safe for many threads ignores filters given as parameters; its context does not.
            using var limit = new CancellationTokenSource(MaxTime);
            var context = new Context([model()], [], [], ErrorsOutputMode.Rethrow, MaxIterations, CultureInfo.InvariantCulture, limit.Token)
            {
                SyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a,
            };
            context.AddFilters([typeof(LiquidFilters)]);
            _template.Render(writer, new RenderParameters(CultureInfo.InvariantCulture) { Context = context });
        }
        catch (Exception e) when (e is not ActivityFaultException)
        {
            // The library has no common base for what a template can provoke: too many iterations, a timeout, arithmetic, a format.
            throw new ActivityFaultException($"模板出错：{e.Message} / the template failed: {e.Message}", e);
        }

        return writer.ToString();
    }

    private static object? ToLiquid(JsonNode? node) => node switch
    {
        null => null,
        JsonObject obj => obj.ToDictionary(m => m.Key, m => ToLiquid(m.Value)),
        JsonArray array => array.Select(ToLiquid).ToList(),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.String => Conversion.Text(value),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : Conversion.Number(value),
            _ => null,
        },
        _ => null,
    };

    /// <summary>Files may not be included, and the clock of the machine may not be read: a template sees <c>Now</c> instead.</summary>
    [GeneratedRegex("""\{%-?\s*(include|extends|render)\b[^%]*%\}|["'](now|today)["']\s*\|\s*date""", RegexOptions.IgnoreCase)]
    private static partial Regex ForbiddenTag();

    private sealed class BoundedWriter(int limit) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void Write(char value)
        {
            Check(1);
            base.Write(value);
        }

        public override void Write(string? value)
        {
            Check(value?.Length ?? 0);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Check(count);
            base.Write(buffer, index, count);
        }

        private void Check(int more)
        {
            if (GetStringBuilder().Length + more > limit)
            {
                throw new ActivityFaultException($"模板输出超过 {limit} 个字符 / the template's output exceeds {limit} characters");
            }
        }
    }
}
