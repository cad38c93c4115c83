using Host.Imports;

namespace Host.Tests.Pages;

public sealed class UploadDeskTests : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"uploads-{Guid.NewGuid():N}");

    [Fact]
    public async Task Takes_the_bytes_under_the_senders_name_and_removes_them_without_a_trace()
    {
        var desk = new UploadDesk(_root, 1_000_000);
        var bytes = Enumerable.Range(0, 300_000).Select(i => (byte)i).ToArray();
        var told = new List<long>();

        var (path, refusal) = await desk.TakeAsync("十一月.zip", new MemoryStream(bytes), told.Add);

        Assert.Null(refusal);
        Assert.Equal("十一月.zip", Path.GetFileName(path));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path!));
        Assert.Equal(300_000, told[^1]);

        desk.Remove(path!);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public async Task More_than_the_limit_is_refused_whatever_the_sender_claimed_and_nothing_stays()
    {
        var desk = new UploadDesk(_root, 200_000);

        var (path, refusal) = await desk.TakeAsync("a.zip", new MemoryStream(new byte[200_001]));

        Assert.Null(path);
        Assert.Equal("import.too-large", refusal!.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public async Task Exactly_the_limit_is_taken()
    {
        var (path, refusal) = await new UploadDesk(_root, 200_000).TakeAsync("a.zip", new MemoryStream(new byte[200_000]));

        Assert.Null(refusal);
        Assert.Equal(200_000, new FileInfo(path!).Length);
    }

    [Theory]
    [InlineData("../../etc/passwd.zip")]
    [InlineData("..\\..\\windows\\a.zip")]
    [InlineData("/absolute/a.zip")]
    public async Task A_name_with_a_path_stays_inside_the_folder(string name)
    {
        var (path, _) = await new UploadDesk(_root, 1000).TakeAsync(name, new MemoryStream([1]));

        Assert.StartsWith(Path.GetFullPath(_root), Path.GetFullPath(path!), StringComparison.Ordinal);
        Assert.Equal(Path.GetFullPath(_root), Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(path!))));
    }

    [Fact]
    public async Task A_broken_transfer_leaves_nothing()
    {
        var desk = new UploadDesk(_root, 1_000_000);

        await Assert.ThrowsAsync<IOException>(() => desk.TakeAsync("a.zip", new BrokenStream()));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    [Theory]
    [InlineData("a.csv", 10, "import.not-a-zip")]
    [InlineData("a.zip", 0, "import.empty")]
    [InlineData("a.zip", 1_073_741_824, "import.too-large")]
    [InlineData("A.ZIP", 10, null)]
    public void Says_before_reading_why_a_file_would_not_be_taken(string name, long length, string? code) =>
        Assert.Equal(code, new UploadDesk(_root, 1_000_000).Check(name, length)?.Code);

    [Fact]
    public void Never_removes_what_it_did_not_take()
    {
        var outside = Path.Combine(_root, "..", $"kept-{Guid.NewGuid():N}");
        Directory.CreateDirectory(outside);
        File.WriteAllText(Path.Combine(outside, "a.zip"), "x");

        new UploadDesk(_root, 10).Remove(Path.Combine(outside, "a.zip"));

        Assert.True(File.Exists(Path.Combine(outside, "a.zip")));
        Directory.Delete(outside, recursive: true);
    }

    public void Dispose()
    {
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    private sealed class BrokenStream : Stream
    {
        private int _reads;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => _reads++ == 0 ? count : throw new IOException("the line is dead");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
