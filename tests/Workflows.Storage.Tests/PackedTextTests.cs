using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workflows.Core.Instances;
using Workflows.Storage.Packing;

namespace Workflows.Storage.Tests;

public sealed class PackedTextTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""[{"event":"TaskClaimed","taskId":"0192f0c0-0000-7000-8000-000000000001","by":{"personId":"ada","name":"核查员","grants":[]}}]""")]
    [InlineData("""{"at":"2026-11-24T02:23:22.6872869+00:00","b":"2026-11-24T02:23:22.68+00:00","c":"2026-11-24T02:23:22+00:00"}""")]
    [InlineData("""{"at":"2026-11-24T02:23:22.6800000+00:00","b":"2026-11-24T02:23:22.+00:00","c":"2026-11-24T02:23:22.0+00:00","d":"2026-11-24T02:23:22.68+08:00","e":"2026-11-24T02:23:22Z"}""")]
    [InlineData("""{"at":"2026-13-24T02:23:22+00:00","b":"2026-11-24T25:23:22+00:00","c":"2026-11-24T02:23:22.68728691+00:00","d":"0001-01-01T00:00:00+00:00","e":"9999-12-31T23:59:59.9999999+00:00"}""")]
    [InlineData("""{"id":"0192F0C0-0000-7000-8000-00000000000A","b":"0192f0c0-0000-7000-8000-00000000000g","c":"0192f0c0-0000-7000-8000-00000000000a and more","d":"\"0192f0c0-0000-7000-8000-00000000000a"}""")]
    [InlineData("""{"end":"0192f0c0-0000-7000-8000-00000000000a""")]
    public void A_packed_text_is_the_text_again(string json) => Assert.Equal(json, PackedText.Text(PackedText.Pack(json)));

    [Fact]
    public void Ids_and_instants_take_no_more_than_their_bytes()
    {
        var ids = string.Join(',', Enumerable.Range(0, 100).Select(_ => $"\"{Guid.NewGuid()}\""));
        var instants = string.Join(',', Enumerable.Range(0, 100).Select(_ => JsonSerializer.Serialize(new DateTimeOffset(Random.Shared.NextInt64(DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero))));

        Assert.InRange(PackedText.Pack(ids).Length, 1, 100 * 24);
        Assert.InRange(PackedText.Pack(instants).Length, 1, 100 * 16);
        Assert.Equal((ids, instants), (PackedText.Text(PackedText.Pack(ids)), PackedText.Text(PackedText.Pack(instants))));
    }

    /// <summary>The bytes of both ways in which texts were ever packed.</summary>
    [Theory]
    [InlineData("016B04FC520F02DB25F00730313932663063302D303030302D373030302D383030EC28009D12223031F52003B020D1345430323A32333A32322E363824107D")]
    [InlineData("024504FC520F02DB25F202FF0192F0C00000700080000000000000018F0AB0FE08DF49D1E9A50B80227D")]
    public void What_was_packed_once_is_read_for_ever(string packed) =>
        Assert.Equal("""{"event":"TaskClaimed","taskId":"0192f0c0-0000-7000-8000-000000000001","at":"2026-11-24T02:23:22.68+00:00"}""", PackedText.Text(Convert.FromHexString(packed)));

    [Fact]
    public void What_is_damaged_is_no_text_at_all()
    {
        var packed = PackedText.Pack("""{"state":"Completed"}""");

        Assert.Equal("", PackedText.Text(packed[..^3]));
        Assert.Equal("", PackedText.Text([2, .. TextDelta.Between([], [.. "{\""u8, 0xFF, 1, 2, 3])]));
        Assert.Equal("", PackedText.Text([2, .. TextDelta.Between([], [.. "{\""u8, 0xFE, 255, 1, 2, 3, 4, 5, 6, 7, .. "\"}"u8])]));
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
