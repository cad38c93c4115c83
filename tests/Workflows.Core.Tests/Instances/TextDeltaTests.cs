using System.Text;
using CsCheck;
using Workflows.Core.Instances;

namespace Workflows.Core.Tests.Instances;

public sealed class TextDeltaTests
{
    private static readonly string[] Pieces = ["a", "b", "{\"id\":", "\"核查\"", "0123456789abcdef", "},{", "true"];

    // Few letters and pieces that come again, so that there is much to copy.
    private static readonly Gen<byte[]> Texts = Gen.Int[0, Pieces.Length - 1].Array[0, 60].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces.Select(p => Pieces[p]))));

    [Fact]
    public void Beside_what_was_known_a_delta_is_the_text_again() =>
        Gen.Select(Texts, Texts).Sample((known, text) => Assert.Equal(text, TextDelta.Apply(known, TextDelta.Between(known, text))), iter: 20_000);

    [Fact]
    public void A_damaged_delta_is_refused_or_gives_another_text_and_does_no_more() => Gen.Select(Texts, Texts, Gen.Byte.Array[0, 40], Gen.Int[0, 1000]).Sample((known, text, damage, where) =>
    {
        var delta = TextDelta.Between(known, text);
        var at = where % (delta.Length + 1);
        try
        {
            TextDelta.Apply(known, [.. delta[..at], .. damage, .. delta[at..]]);
        }
        catch (InvalidDataException)
        {
            // As it should be.
        }
    }, iter: 20_000);

    [Fact]
    public void What_is_known_is_not_written_again()
    {
        var before = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(i => $"{{\"id\":{i},\"name\":\"步骤{i}\"}},")));
        var after = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(before).Replace("\"id\":77,", "\"id\":1077,", StringComparison.Ordinal));

        Assert.InRange(TextDelta.Between(before, after).Length, 1, 30);
        Assert.Equal([0], TextDelta.Between(before, []));
    }

    [Fact]
    public void What_was_written_once_is_read_for_ever()
    {
        var known = Encoding.UTF8.GetBytes("""{"revision":7,"status":"Running","tasks":[{"id":"a"}]}""");
        var delta = Convert.FromHexString(Recorded);

        Assert.Equal("""{"revision":8,"status":"Finished","tasks":[],"names":["核查","核查","核查"]}""", Encoding.UTF8.GetString(TextDelta.Apply(known, delta)));
    }

    private const string Recorded = "5206001538028546696E69736865640EFB055D2C226E616D6573223A5B22E6A0B8E69FA5222C8401205D7D";
}
