using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bunit;
using Designer.Forms.Evidence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Radzen;
using Workflows.Core.Forms;

namespace Designer.Forms.Tests;

/// <summary>A page with one form on it, in Chinese unless said otherwise.</summary>
public abstract class Rendered : BunitContext
{
    protected Rendered()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30); // a busy machine fails nothing
        Services.AddRadzenComponents();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Module = JSInterop.SetupModule("./_content/Designer.Forms/js/forms.js");
        Module.Mode = JSRuntimeMode.Loose;
        Speak("zh-CN");
    }

    protected static DateTimeOffset Now { get; } = new(2026, 11, 23, 14, 5, 0, TimeSpan.FromHours(8));

    /// <summary>The renderer's own script.</summary>
    protected BunitJSModuleInterop Module { get; }

    /// <summary>The time of the page; it begins when the form is opened.</summary>
    protected FakeTimeProvider Clock { get; } = new(Now);

    /// <summary>How often the host was told of a change.</summary>
    protected int Changes { get; private set; }

    protected static void Speak(string culture) => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(culture);

    /// <summary>A form of these fields, in JSON with single quotes; a label is the key in both languages.</summary>
    protected static FormState State(string fields, string? typed = null, string data = "{}", string rules = "", string[]? readOnly = null)
    {
        var labelled = System.Text.RegularExpressions.Regex.Replace(
            fields.Replace('\'', '"'), "\"key\": ?\"(\\w+)\"", "\"key\":\"$1\",\"label\":{\"zh\":\"$1-zh\",\"en\":\"$1-en\"}");
        var reading = FormDefinitionReader.Read("form", 1, $$"""{ "title": { "zh": "表单", "en": "Form" }, "fields": [ {{labelled}} ], "rules": [ {{rules.Replace('\'', '"')}} ] }""");
        Assert.True(reading.Form is not null, string.Join("\n", reading.Faults));
        return FormState.Create(reading.Form!, new FormStep(Json(data), [.. readOnly ?? []], [], Now), typed is null ? null : Json(typed));
    }

    protected static JsonObject Json(string json) => JsonNode.Parse(json.Replace('\'', '"'))!.AsObject();

    protected IRenderedComponent<FormView> Show(FormState state, IFormDataSource? source = null, IEvidenceUploader? evidence = null, bool readOnly = false, ImmutableArray<FieldProblem>? problems = null) =>
        Render<FormView>(parameters => parameters
            .Add(view => view.State, state)
            .Add(view => view.DataSource, source)
            .Add(view => view.Evidence, evidence)
            .Add(view => view.ReadOnly, readOnly)
            .Add(view => view.Clock, Clock)
            .Add(view => view.Problems, problems ?? [])
            .Add(view => view.OnChanged, (FormState _) => Changes++));
}
