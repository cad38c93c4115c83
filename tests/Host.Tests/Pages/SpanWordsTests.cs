using Host.Definitions;

namespace Host.Tests.Pages;

public sealed class SpanWordsTests
{
    [Theory]
    [InlineData("2wd", "2 个工作日", "2 working days")]
    [InlineData("1wd", "1 个工作日", "1 working day")]
    [InlineData("4wh", "4 个工作小时", "4 working hours")]
    [InlineData("PT20S", "20 秒", "20 seconds")]
    [InlineData("P2DT3H", "2 天 3 小时", "2 days 3 hours")]
    [InlineData("00:00:10", "10 秒", "10 seconds")]
    [InlineData("PT0S", "0 秒", "0 seconds")]
    [InlineData("whenever", "whenever", "whenever")]
    [InlineData("Pnonsense", "Pnonsense", "Pnonsense")]
    public void Says_a_length(string span, string zh, string en) =>
        Assert.Equal((zh, en), (SpanWords.Length(span).Zh, SpanWords.Length(span).En));

    [Theory]
    [InlineData("-1wd", "到期前 1 个工作日", "1 working day before it is due")]
    [InlineData("0", "到期时", "when due")]
    [InlineData("+3wd", "超期 3 个工作日后", "3 working days after it was due")]
    [InlineData("-PT30S", "到期前 30 秒", "30 seconds before it is due")]
    public void Says_a_point_around_the_due_time(string span, string zh, string en) =>
        Assert.Equal((zh, en), (SpanWords.Relative(span).Zh, SpanWords.Relative(span).En));
}
