using Workflows.Mail.Receiving;

namespace Workflows.Mail.Tests.Receiving;

/// <summary>Taking an answer apart by its numbers: what is not said plainly of a number is said of none.</summary>
public sealed class ReplyLineTests
{
    [Theory]
    [InlineData("1 同意\n2 不同意 材料不齐", "1=Approved; 2=Rejected:材料不齐")]
    [InlineData("1.同意\n2、不同意，太贵\n3）同意", "1=Approved; 2=Rejected:太贵; 3=Approved")]
    [InlineData("第1项：同意\n第 2 项 驳回 理由不充分", "1=Approved; 2=Rejected:理由不充分")]
    [InlineData("１ 同意\n②不同意\n（3）同意", "1=Approved; 2=Rejected; 3=Approved")]
    [InlineData("您好：\n1 同意\n尽快采购\n2 同意", "1=Approved:尽快采购; 2=Approved")]
    [InlineData("1: approve\n2: reject, too expensive", "1=Approved; 2=Rejected:too expensive")]
    [InlineData("1 收到\n2 同意", "1=NoWord; 2=Approved")]
    [InlineData("1 同意但要改\n2 同意", "1=NoWord; 2=Approved")]
    [InlineData("1 同意，但预算先减半", "1=Contradiction")]
    [InlineData("1\n2 同意", "1=Empty; 2=Approved")]
    [InlineData("1 同意 2 驳回", "1=Other")]
    [InlineData("1 同意，2 同意", "1=Other")]
    [InlineData("1、2 同意", "1=NoWord")]
    [InlineData("1-3 同意", "1=NoWord")]
    [InlineData("1 和 2 同意", "1=NoWord")]
    [InlineData("1 同意\n1 驳回", "1=Twice")]
    [InlineData("全部同意\n1 驳回", "")]
    [InlineData("同意", "")]
    [InlineData("2026年11月同意", "")]
    [InlineData("0 同意", "")]
    [InlineData("1 不同意\n同意", "1=Contradiction")]
    public void An_answer_says_of_each_number_what_it_says(string text, string expected)
    {
        var said = ReplyLineReader.Read(WrittenText.Of(text));
        Assert.Equal(expected, string.Join("; ", said.Written.OrderBy(l => l.Key).Select(l => $"{l.Key}={(said.Twice.Contains(l.Key) ? "Twice" : Verdict(l.Value))}")));
    }

    [Fact]
    public void Random_text_decides_no_number_that_does_not_begin_a_line_of_it()
    {
        var random = new Random(11);
        const string Alphabet = "123456 .、）(\n\n同意不驳回和第项，但的 abc?-:";
        for (var round = 0; round < 30_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            foreach (var (number, written) in ReplyLineReader.Read(WrittenText.Of(text)).Written.Where(l => Verdict(l.Value).StartsWith("Approved", StringComparison.Ordinal)))
            {
                var line = text.Split('\n').Select(ReplyWords.Plain).First(l => l.TrimStart(' ', '(', ')', '[', '*', '#', '第', '-').StartsWith($"{number}", StringComparison.Ordinal));
                Assert.Matches("^\\D*\\d+\\D*同意", string.Concat(line.Where(c => c != ' ')) + string.Concat(written));
            }
        }
    }

    private static string Verdict(IReadOnlyList<string> written) => ReplyReader.Read(written, CorpusTests.Outcomes) switch
    {
        ReplyReading.Decided when ReplyLineReader.NamesAnother(written[0]) => "Other",
        ReplyReading.Decided decided => decided.Outcome.Name + (decided.Comment is null ? "" : ":" + decided.Comment),
        ReplyReading.Unclear unclear => unclear.Why.ToString(),
        _ => throw new InvalidOperationException(),
    };
}
