using System.Text.Json.Nodes;
using Designer.Editing.Text;

namespace Designer.Editing.Tests.Flows;

public sealed class JsonRewriterTests
{
    [Theory]
    [InlineData("""{"a":1.50,"b":"\u4e2d","c":[1,2]}""", "a", "2", """{"a":2,"b":"\u4e2d","c":[1,2]}""")]
    [InlineData("""{ "a": 1 , "b": 2 }""", "c", "3", """{ "a": 1 , "b": 2, "c": 3 }""")]
    [InlineData("""{"a":1}""", "c", """{"x":[1]}""", """{"a":1,"c":{"x":[1]}}""")]
    [InlineData("{\n    \"a\": {}\n}\n", "a", """{"x":1}""", "{\n    \"a\": {\n        \"x\": 1\n    }\n}\n")]
    [InlineData("{\n\t\"a\": [\n\t\t{ \"k\": \"v\" }\n\t]\n}", "a", """[{"k":"v"},{"k":"w"}]""", "{\n\t\"a\": [\n\t\t{ \"k\": \"v\" },\n\t\t{\n\t\t\t\"k\": \"w\"\n\t\t}\n\t]\n}")]
    [InlineData("{\"a\":1,\r\n \"b\":2}", "a", null, "{\"b\":2}")]
    [InlineData("""{"a":[{"id":"x","n":1.0},{"id":"y","n":2.0}]}""", "a", """[{"id":"y","n":2.0},{"id":"x","n":3}]""", """{"a":[{"id":"y","n":2.0},{"id":"x","n":3}]}""")]
    [InlineData("""{"a":[ "x" ]}""", "a", "[]", """{"a":[]}""")]
    [InlineData("""{"a":[]}""", "a", """["x"]""", """{"a":["x"]}""")]
    public void What_is_new_is_written_as_its_surroundings_are(string text, string member, string? value, string expected)
    {
        var before = JsonNode.Parse(text)!.AsObject();
        var after = before.DeepClone().AsObject();
        if (value is null)
        {
            after.Remove(member);
        }
        else
        {
            after[member] = JsonNode.Parse(value);
        }

        Assert.Equal(expected, JsonRewriter.Rewrite(text, before, after));
    }
}
