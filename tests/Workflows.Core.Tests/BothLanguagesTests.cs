namespace Workflows.Core.Tests;

public sealed class BothLanguagesTests
{
    [Theory]
    [InlineData("缺少必需的列 area_no / required column missing: area_no", "缺少必需的列 area_no", "required column missing: area_no")]
    [InlineData("only English / still English", "only English / still English", "only English / still English")]
    [InlineData("只有中文 / 还是中文", "只有中文 / 还是中文", "只有中文 / 还是中文")]
    [InlineData("没有分隔", "没有分隔", "没有分隔")]
    [InlineData(" / ", " / ", " / ")]
    public void Shows_the_readers_language_and_loses_nothing_otherwise(string message, string zh, string en) =>
        Assert.Equal((zh, en), (BothLanguages.Of(message).Zh, BothLanguages.Of(message).En));
}
