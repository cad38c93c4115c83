using System.Text.Json.Nodes;
using SkiaSharp;
using Workflows.Core.Instances;
using Workflows.Inspection.Evidence;
using Workflows.Inspection.Tests.Support;
using Workflows.Inspection.Tickets;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Queries;

namespace Workflows.Inspection.Tests.Evidence;

public sealed class EvidenceStoreTests : IAsyncLifetime
{
    private Prefecture _prefecture = null!;
    private HumanTask _task = null!;

    private EvidenceStore Store => _prefecture.Get<EvidenceStore>();

    public async Task InitializeAsync()
    {
        _prefecture = await Prefecture.StartAsync();
        await _prefecture.ScreenAsync();
        var best = (await _prefecture.Pool.ListAsync(_prefecture.Officer, new Suspicions.SuspicionFilter(Take: 2))).Items;
        _task = await StartAsync(best[0].Id);
    }

    public async Task DisposeAsync() => await _prefecture.DisposeAsync();

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, "image/jpeg")]
    [InlineData(SKEncodedImageFormat.Png, "image/png")]
    [InlineData(SKEncodedImageFormat.Webp, "image/webp")]
    public async Task A_picture_is_kept_unchanged_and_known_by_its_hash(SKEncodedImageFormat format, string type)
    {
        var bytes = Photo(format);

        var (file, refusal) = await AddAsync(bytes, "../../表计 照片.jpg");

        Assert.Null(refusal);
        Assert.Equal((type, (long)bytes.Length, "表计 照片.jpg", "prefecture"), (file!.ContentType, file.Length, file.FileName, file.UploadedBy));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), file.Sha256);
        await using var content = (await Store.OpenAsync(_prefecture.Officer, file.Id))!.Value.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        Assert.Equal(bytes, copy.ToArray());
        Assert.Equal([file], await Store.OfInstanceAsync(_prefecture.Officer, file.InstanceId));
    }

    [Fact]
    public async Task A_photo_that_is_no_image_is_refused_whatever_its_name_and_nothing_stays()
    {
        var whole = Photo(SKEncodedImageFormat.Jpeg);
        byte[][] bad = ["<html>not a photo</html>"u8.ToArray(), "%PDF-1.7"u8.ToArray(), [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3], whole[..(whole.Length / 2)], [.. "\0\0\0\u0018ftypheic"u8, 0, 0, 0, 0]];
        foreach (var bytes in bad)
        {
            var (file, refusal) = await AddAsync(bytes, "photo.jpg");

            Assert.Null(file);
            Assert.Equal("evidence.not-an-image", refusal?.Code);
        }

        Assert.Equal("evidence.empty", (await AddAsync([], "photo.jpg")).Refusal?.Code);
        AssertNothingKept();
    }

    [Fact]
    public async Task An_upload_that_is_too_large_is_cut_off_early_and_nothing_stays()
    {
        using var endless = new EndlessStream(1L << 30);

        var (file, refusal) = await Store.AddAsync(_prefecture.Officer, _task.Id, "sitePhoto", "big.jpg", true, endless);

        Assert.Null(file);
        Assert.Equal("evidence.too-large", refusal?.Code);
        Assert.True(endless.Given < 4 << 20, $"{endless.Given} bytes were read");
        AssertNothingKept();
    }

    [Fact]
    public async Task A_picture_of_too_many_pixels_is_refused_without_being_decoded()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(9000, 9000, SKColorType.Gray8));
        using var png = SKImage.FromBitmap(bitmap).Encode(SKEncodedImageFormat.Png, 100);

        Assert.Equal("evidence.too-many-pixels", (await AddAsync(png.ToArray(), "huge.png")).Refusal?.Code);
        AssertNothingKept();
    }

    [Fact]
    public async Task A_file_that_need_not_be_a_picture_is_taken_as_what_its_bytes_are()
    {
        var (file, refusal) = await Store.AddAsync(_prefecture.Officer, _task.Id, "attachments", "notice.jpg", false, new MemoryStream("%PDF-1.7 …"u8.ToArray()));

        Assert.Null(refusal);
        Assert.Equal("application/pdf", file!.ContentType);
        Assert.Null(await Store.ThumbnailAsync(_prefecture.Officer, file.Id));
    }

    [Fact]
    public async Task Only_who_may_do_the_task_adds_and_only_who_may_see_the_ticket_reads()
    {
        var (file, _) = await AddAsync(Photo(SKEncodedImageFormat.Png), "photo.png");
        var stranger = new Core.Organisation.Actor("nobody", "x", []);

        Assert.Equal("evidence.not-allowed", (await Store.AddAsync(stranger, _task.Id, "f", "p.png", true, new MemoryStream(Photo(SKEncodedImageFormat.Png)))).Refusal?.Code);
        Assert.Equal("evidence.not-allowed", (await Store.AddAsync(_prefecture.Officer, Guid.CreateVersion7(), "f", "p.png", true, new MemoryStream(Photo(SKEncodedImageFormat.Png)))).Refusal?.Code);
        Assert.Null(await Store.OpenAsync(stranger, file!.Id));
        Assert.Null(await Store.ThumbnailAsync(stranger, file.Id));
        Assert.Empty(await Store.OfInstanceAsync(stranger, file.InstanceId));
    }

    [Fact]
    public async Task A_thumbnail_is_small_and_keeps_the_shape()
    {
        var (file, _) = await AddAsync(Photo(SKEncodedImageFormat.Jpeg), "photo.jpg");

        using var thumbnail = SKBitmap.Decode(await Store.ThumbnailAsync(_prefecture.Officer, file!.Id, 100));

        Assert.Equal((100, 75), (thumbnail.Width, thumbnail.Height));
    }

    [Fact]
    public async Task A_form_may_name_only_files_of_its_ticket_exactly_as_they_were_handed_in()
    {
        var (file, _) = await AddAsync(Photo(SKEncodedImageFormat.Png), "photo.png");
        var other = await StartAsync((await _prefecture.BestAsync()).Id);
        var instance = (await _prefecture.Queries.FindInstanceAsync(_prefecture.Officer, _task.InstanceId))!.Instance;
        var otherInstance = (await _prefecture.Queries.FindInstanceAsync(_prefecture.Officer, other.InstanceId))!.Instance;
        var guard = _prefecture.Get<IEnumerable<ICommandGuard>>().OfType<EvidenceGuard>().Single();

        Assert.Null(await CheckAsync(instance, Value(file!)));
        Assert.Equal("evidence.unknown", (await CheckAsync(otherInstance, Value(file!)))?.Code);
        Assert.Equal("evidence.unknown", (await CheckAsync(instance, Value(file! with { Id = Guid.CreateVersion7() })))?.Code);
        Assert.Equal("evidence.unknown", (await CheckAsync(instance, Value(file! with { Sha256 = new string('0', 64) })))?.Code);
        Assert.Equal("evidence.unknown", (await CheckAsync(instance, Value(file! with { ContentType = "image/jpeg" })))?.Code);
        Assert.Equal("evidence.unknown", (await CheckAsync(instance, Value(file! with { TakenAt = DateTimeOffset.UnixEpoch })))?.Code);
        Assert.Equal("evidence.unknown", (await CheckAsync(instance, Value(file! with { Lon = 113.9, Lat = 30.9 })))?.Code);
        Assert.Equal("rows[1].photo", Assert.Single((await CheckAsync(instance, Value(file! with { Length = 1 })))!.Fields).Path);

        async Task<Core.Refusal?> CheckAsync(WorkflowInstance on, JsonObject photo)
        {
            var data = new JsonObject { ["note"] = "x", ["rows"] = new JsonArray(new JsonObject(), new JsonObject { ["photo"] = new JsonArray(photo) }) };
            return await guard.CheckAsync(new CompleteTask(Guid.CreateVersion7(), on.Id, _prefecture.Officer, _task.Id, "Issue", data, null), on, default);
        }
    }

    private static JsonObject Value(EvidenceFile file) => new()
    {
        ["id"] = file.Id.ToString(),
        ["fileName"] = file.FileName,
        ["contentType"] = file.ContentType,
        ["sha256"] = file.Sha256,
        ["length"] = file.Length,
        ["takenAt"] = file.TakenAt?.ToString("O"),
        ["lon"] = file.Lon,
        ["lat"] = file.Lat,
    };

    private static byte[] Photo(SKEncodedImageFormat format)
    {
        using var surface = SKSurface.Create(new SKImageInfo(400, 300));
        using var paint = new SKPaint { Color = SKColors.Red };
        surface.Canvas.Clear(SKColors.Gray);
        for (var i = 0; i < 300; i += 7)
        {
            surface.Canvas.DrawCircle(i, 300 - i, i / 9f, paint);
        }

        using var image = surface.Snapshot();
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }

    private async Task<HumanTask> StartAsync(Guid suspicion)
    {
        var started = Assert.Single((await _prefecture.Get<ITicketStarter>().StartAsync(_prefecture.Officer, [suspicion])).Started);
        return (await _prefecture.Queries.FindInstanceAsync(_prefecture.Officer, started.InstanceId))!.Tasks.Single(t => t.IsOpen);
    }

    private Task<(EvidenceFile? File, Core.Refusal? Refusal)> AddAsync(byte[] bytes, string name) =>
        Store.AddAsync(_prefecture.Officer, _task.Id, "sitePhoto", name, true, new MemoryStream(bytes));

    private void AssertNothingKept() =>
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_prefecture.DataDirectory, "evidence"), "*", SearchOption.AllDirectories));

    /// <summary>Gives JPEG-like bytes until told to stop, and counts them.</summary>
    private sealed class EndlessStream(long length) : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, length - Given);
            Given += given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
