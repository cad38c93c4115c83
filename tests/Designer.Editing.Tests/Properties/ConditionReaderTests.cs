using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Designer.Editing.Properties;
using Designer.Editing.Tests.Forms;
using Workflows.Core;
using Workflows.Core.Forms;

namespace Designer.Editing.Tests.Properties;

/// <summary>What people have written by hand is shown as comparisons where it is nothing else, and means the same when it is written anew.</summary>
public sealed class ConditionReaderTests
{
    private static readonly ConditionField[] Fields =
    [
        Field("confirmed", ConditionFieldKind.Choice), Field("kwh", ConditionFieldKind.Number), Field("from", ConditionFieldKind.Date), Field("to", ConditionFieldKind.Date),
        Field("ticked", ConditionFieldKind.YesNo) with { IsNeverEmpty = true }, Field("asked", ConditionFieldKind.YesNo), Field("faults", ConditionFieldKind.List), Field("photos", ConditionFieldKind.Other),
    ];

    [Theory]
    [InlineData("data.confirmed === 'yes'", "data.confirmed === \"yes\"")]
    [InlineData("data.confirmed !== 'yes' && (data.kwh > 10.5 || data.kwh <= -1)", "data.confirmed !== \"yes\" && (data.kwh > 10.5 || data.kwh <= -1)")]
    [InlineData("data.a === 'bad' || data.b === 'bad' || data.c === 'bad'", "data.a === \"bad\" || data.b === \"bad\" || data.c === \"bad\"")]
    [InlineData("!isEmpty(context.rejected)", "!isEmpty(context.rejected)")]
    [InlineData("!isEmpty(context.area.manager)", "!isEmpty(context.area.manager)")]
    [InlineData("isEmpty(data.photos)", "isEmpty(data.photos)")]
    [InlineData("data.ticked", "data.ticked === true")]
    [InlineData("!data.ticked", "data.ticked === false")]
    [InlineData("data.asked === false", "data.asked === false")]
    [InlineData("(data.faults || []).includes('seal')", "(data.faults || []).includes(\"seal\")")]
    [InlineData("data.faults.includes('seal')", "(data.faults || []).includes(\"seal\")")]
    [InlineData("data.to >= data.from", "data.to >= data.from")]
    [InlineData("data.to < today", "data.to < today")]
    [InlineData("data.to > '2026-01-01'", "data.to > \"2026-01-01\"")]
    [InlineData("value > 500", "value > 500")]
    [InlineData("variables.Analysis.urgency === 'urgent'", "(variables.Analysis || {}).urgency === \"urgent\"")]
    [InlineData("(variables.Findings || {}).kwh > 3 && variables.Outcome !== 'Reject'", "(variables.Findings || {}).kwh > 3 && variables.Outcome !== \"Reject\"")]
    [InlineData("((input.suspicion || {}).channels || []).includes('complaints')", "((input.suspicion || {}).channels || []).includes(\"complaints\")")]
    [InlineData("true", "true")]
    public void Comparisons_are_found(string script, string written)
    {
        var condition = Condition.Parse(script, Fields);

        Assert.Equal(written, condition?.ToScript());
        Assert.Equal(written, Condition.Parse(condition!.ToScript(), Fields)!.ToScript());
    }

    [Theory]
    [InlineData("data.kwh + 1 > 2")]
    [InlineData("data.to.slice(0, 10) >= data.from")]
    [InlineData("data.asked")]
    [InlineData("!data.kwh")]
    [InlineData("data.kwh == 1")]
    [InlineData("data.kwh === 'x'")]
    [InlineData("data['kwh'] > 1")]
    [InlineData("!(data.kwh > 1)")]
    [InlineData("sum(data.rows, 'x') > 1 && data.kwh > 2")]
    [InlineData("data.kwh >")]
    [InlineData("variables.Analysis.station.code === 'x'")]
    [InlineData("(variables.Analysis || { a: 1 }).kind === 'x'")]
    [InlineData("(variables.Analysis.kind ?? 'x').length === 0")]
    [InlineData("")]
    public void Anything_else_stays_an_expression(string script) => Assert.Null(Condition.Parse(script, Fields));

    [Fact]
    public void What_shipped_forms_demand_and_show_is_shown_as_comparisons()
    {
        var conditions =
            from form in ShippedForms.All
            from field in FormDefinitionReader.Read(form.Key, 1, form.Text, form.Library).Form!.AllFields
            from condition in new[] { field.Visible, field.Required }
            where condition.Expression is not null
            select condition.Expression!.Source;

        Assert.All(conditions, script => Assert.NotNull(Condition.Parse(script, [])));
    }

    private static ConditionField Field(string key, ConditionFieldKind kind) => new(key, LocalizedText.Same(key), kind, ImmutableArray<FormOption>.Empty, $"data.{key}");
}
