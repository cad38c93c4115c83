using System.Text.Json.Nodes;
using Designer.Editing.Flows;
using Designer.Editing.Forms;
using TestSupport;

namespace Designer.Editing.Tests.Forms;

/// <summary>What people are told of two versions of a form.</summary>
public sealed class FormComparisonTests
{
    private const string Before = """
        { "title": { "zh": "现场核查", "en": "Visit" }, "fields": [
          { "key": "box", "kind": "section", "label": "Box", "fields": [
            { "key": "amount", "kind": "text", "label": { "zh": "金额", "en": "Amount" }, "maxLength": 20 },
            { "key": "kind", "kind": "select", "label": { "zh": "类别", "en": "Kind" }, "options": [{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }] } ] },
          { "key": "rows", "kind": "table", "label": "Rows", "columns": [{ "key": "x", "kind": "text", "label": "X" }] } ] }
        """;

    public static TheoryData<string, string, string> Changes => new()
    {
        { "a field is new", """fields/1/columns + { "key": "y", "kind": "number", "label": "Y" }""", "Added: Added “Y” (Number)" },
        { "a field is gone", "fields/0/fields/1 -", "Removed: Removed “Kind” (One of many)" },
        { "a field has other words", """fields/0/fields/0/label = { "zh": "数额", "en": "Sum" }""", "Changed: Renamed: “Amount” → “Sum”" },
        { "a field has another key", """fields/0/fields/0/key = "sum" """, "Changed: “Amount” has another key: amount → sum" },
        { "a field is of another kind", """fields/0/fields/0/kind = "number" """, "Changed: “Amount”: Text becomes Number" },
        { "a field must be filled in", "fields/0/fields/0/required = true", "Changed: “Amount”: optional → required" },
        { "a field must be filled in sometimes", """fields/0/fields/0/required = "data.kind === 'a'" """, "Changed: “Amount”: optional → required under a condition" },
        { "a field is shown sometimes", """fields/1/visible = "data.kind === 'a'" """, "Changed: “Rows”: always shown → shown under a condition" },
        { "a field is as required as ever", "fields/0/fields/0/required = false", "" },
        { "a field is read-only", "fields/1/columns/0/readOnly = true", "Changed: “X”: filled in → read-only" },
        { "an answer is new", """fields/0/fields/1/options + { "value": "c", "label": "C" }""", "Changed: “Kind”: new answers “C”" },
        { "an answer is gone", "fields/0/fields/1/options/0 -", "Changed: “Kind”: no more “A”" },
        { "an answer has other words", """fields/0/fields/1/options/0/label = "AA" """, "Changed: “Kind”: answer renamed “A” → “AA”" },
        { "a length", "fields/0/fields/0/maxLength = 50", "Changed: “Amount”: At most (characters): 20 → 50" },
        { "a rule", """fields/0/fields/0/rules = [{ "assert": "true" }]""", "Changed: “Amount”: changed the rules" },
        { "a computed value", """fields/0/fields/0/compute = "1" """, "Changed: “Amount”: changed what is computed" },
        { "something else", "fields/0/fields/0/special = 7", "Changed: “Amount”: other settings" },
        { "the width", "fields/0/fields/0/width = 6", "" },
        { "the title", """title = "Visit it" """, "Changed: Title: “Visit” → “Visit it”" },
        { "the rules of the form", """rules = [{ "assert": "true" }]""", "Changed: The rules of the whole form are changed" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_is_told_in_words_that_people_know(string what, string change, string expected)
    {
        var told = FormComparison.OfForms(Before, Changed(change))!.Value;

        Assert.True(expected == string.Join('\n', told.Select(d => $"{d.Kind}: {d.Words.En}")), $"{what}: {string.Join('\n', told.Select(d => d.Words.En))}");
    }

    [Fact]
    public void A_field_that_stands_elsewhere_is_told_as_such_and_not_as_gone_and_new()
    {
        var moved = JsonNode.Parse(Before)!;
        var fields = moved["fields"]!.AsArray();
        var section = fields[0]!["fields"]!.AsArray();
        var amount = section[0]!;
        section.RemoveAt(0);
        fields.Add(amount);

        Assert.Equal("Fields stand in another order or place", Assert.Single(FormComparison.OfForms(Before, moved.ToJsonString())!.Value).Words.En);
    }

    [Fact]
    public void Answers_of_a_code_table_are_compared_too()
    {
        const string Table = """{ "title": "T", "options": [{ "value": "a", "label": "A" }] }""";
        var told = FormComparison.OfCodeTables(Table, """{ "title": "T", "options": [{ "value": "b", "label": "B" }] }""")!.Value;

        Assert.Equal("new answers “B”|no more “A”", string.Join('|', told.Select(d => d.Words.En)));
        Assert.Equal("新增选项“B”|取消选项“A”", string.Join('|', told.Select(d => d.Words.Zh)));
    }

    [Fact]
    public void What_cannot_be_read_is_not_compared()
    {
        Assert.Null(FormComparison.OfForms(Before, "{"));
        Assert.Null(FormComparison.OfCodeTables("[]", "{}"));
        Assert.Null(FormComparison.TitleOf("]"));
    }

    [Fact]
    public void A_shipped_form_is_the_same_as_itself() =>
        Assert.All(Directory.EnumerateFiles(RepositoryRoot.Combine("workflows", "inspection-ticket", "forms")), f => Assert.Empty(FormComparison.OfForms(File.ReadAllText(f), File.ReadAllText(f))!.Value));

    private static string Changed(string change)
    {
        var form = JsonNode.Parse(Before)!;
        var parts = change.Split(' ', 3);
        var path = parts[0].Split('/');
        var owner = path[..^1].Aggregate(form, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        switch (parts[1])
        {
            case "+":
                owner[path[^1]]!.AsArray().Add(JsonNode.Parse(parts[2]));
                break;
            case "-":
                owner.AsArray().RemoveAt(int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                owner[path[^1]] = JsonNode.Parse(parts[2]);
                break;
        }

        return form.ToJsonString();
    }
}
