using System.Security.Cryptography;
using System.Text;
using Workflows.Storage.Packing;

namespace Workflows.Storage.Tests;

public sealed class PackedTextTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""[{"event":"TaskClaimed","taskId":"0192f0c0-0000-7000-8000-000000000001","by":{"personId":"ada","name":"核查员","grants":[]}}]""")]
    public void A_packed_text_is_the_text_again(string json) => Assert.Equal(json, PackedText.Text(PackedText.Pack(json)));

    [Fact]
    public void What_is_damaged_is_no_text_at_all()
    {
        var packed = PackedText.Pack("""{"state":"Completed"}""");

        Assert.Equal("", PackedText.Text(packed[..^3]));
    }

    /// <summary>What is stored was packed beside these phrases: other ones need a number of their own.</summary>
    [Fact]
    public void The_phrases_are_never_changed()
    {
        using var stream = typeof(PackedText).Assembly.GetManifestResourceStream("phrases-1.txt")!;

        Assert.Equal("9f759282b5c1e417ce740c821fe366096768c7198808ffce32890a74255ede86", Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    [Fact]
    public void Usual_texts_come_to_half_or_less()
    {
        var fact = """[{"event":"TaskCompleted","taskId":"01a205ea-be80-7000-800f-63774f28bf5c","by":{"personId":"station-1-1","name":"检查员","grants":[{"role":"station-inspector","unit":"420900101"}]},"outcome":"Submit","data":{"item":"用电检查仪"},"formKey":"request","formVersion":1,"byMachine":false}]""";

        Assert.InRange(PackedText.Pack(fact).Length, 1, Encoding.UTF8.GetByteCount(fact) / 2);
    }
}
