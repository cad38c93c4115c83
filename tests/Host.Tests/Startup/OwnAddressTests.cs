using Host.Startup;

namespace Host.Tests.Startup;

public sealed class OwnAddressTests
{
    [Theory]
    [InlineData("http://localhost:5080", "http://localhost:5080")]
    [InlineData("http://0.0.0.0:8080", "http://localhost:8080")]
    [InlineData("http://*:8080;https://*:8443", "http://localhost:8080")]
    [InlineData(" https://[::]:8443 ", "https://localhost:8443")]
    [InlineData("http://closedloop.example.org", "http://closedloop.example.org:80")]
    [InlineData("http://127.0.0.1:0", null)]
    [InlineData("http://unix:/run/closedloop.sock", null)]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Links_begin_with_where_the_program_can_be_reached_from_here(string? urls, string? expected) =>
        Assert.Equal(expected, OwnAddress.From(urls));
}
