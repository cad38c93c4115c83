using Bunit;
using Designer.Forms.Evidence;
using Microsoft.AspNetCore.Components.Forms;
using Workflows.Core;

namespace Designer.Forms.Tests;

/// <summary>Photos and files: stored first, then in the form; what is not taken is told and loses nothing.</summary>
public sealed class EvidenceInputTests : Rendered
{
    [Fact]
    public void A_photo_is_stored_and_shown_with_time_and_place()
    {
        var state = State("{'key':'p','kind':'photo','required':true}");
        var store = new Store { TakenAt = new(2026, 11, 23, 5, 30, 0, TimeSpan.Zero) };
        var page = Show(state, evidence: store);

        Upload(page, 0, Photo("a.jpg", 3));

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".clf-gallery li")));
        Assert.Equal(("p", "a.jpg", true, 3L), store.Taken[0]);
        Assert.Contains("2026-11-23 13:30 · 114.00000, 30.50000", page.Find(".clf-gallery small").TextContent, StringComparison.Ordinal);
        Assert.Equal("/small/" + state.Data()["p"]![0]!["id"], page.Find(".clf-gallery img").GetAttribute("src"));
        Assert.Empty(state.Problems);
        Assert.Equal(1, Changes);

        page.Find("button[aria-label='删除 a.jpg']").Click();
        Assert.Empty(page.FindAll(".clf-gallery li"));
        Assert.Equal("p:required", $"{state.Problems[0].Path}:{state.Problems[0].Code}");
    }

    [Fact]
    public void The_camera_and_the_album_are_both_offered()
    {
        var page = Show(State("{'key':'p','kind':'photo'}"), evidence: new Store());

        var inputs = page.FindAll("input[type=file]");
        Assert.Equal(["environment", null], inputs.Select(input => input.GetAttribute("capture")));
        Assert.All(inputs, input => Assert.Equal("image/*", input.GetAttribute("accept")));
        Assert.All(inputs, input => Assert.Contains("p-zh", input.GetAttribute("aria-label"), StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_taken_is_told_and_the_rest_is_kept()
    {
        var state = State("{'key':'p','kind':'photo','maxBytes':10,'max':2}");
        var store = new Store { Refuses = "fake.jpg" };
        var page = Show(state, evidence: store);

        Upload(page, 1, Photo("ok.jpg", 5), Photo("big.jpg", 11), InputFileContent.CreateFromText("text", "a.txt", contentType: "text/plain"), Photo("fake.jpg", 4), Photo("two.jpg", 1), Photo("three.jpg", 1));

        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll(".clf-error[role=alert]").Count));
        Assert.Equal(["ok.jpg", "two.jpg"], StoredFile.All(state.Data()["p"]).Select(file => file.FileName));
        Assert.Equal(
            ["big.jpg：超过 1 KB，不能上传", "a.txt：不是图片，请选择照片文件", "fake.jpg：这不是图片", "最多 2 个，多出的没有上传"],
            page.FindAll(".clf-error[role=alert]").Select(told => told.TextContent));
    }

    [Fact]
    public void A_broken_upload_is_told_and_can_be_tried_again()
    {
        var state = State("{'key':'p','kind':'file','accept':['.pdf']}");
        var store = new Store { Breaks = true };
        var page = Show(state, evidence: store);
        Assert.Equal(".pdf", page.Find("input[type=file]").GetAttribute("accept"));

        Upload(page, 0, InputFileContent.CreateFromText("x", "a.pdf", contentType: "application/pdf"));
        page.WaitForAssertion(() => Assert.Contains("上传中断", page.Find(".clf-error[role=alert]").TextContent, StringComparison.Ordinal));

        store.Breaks = false;
        Upload(page, 0, InputFileContent.CreateFromText("x", "a.pdf", contentType: "application/pdf"));
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".clf-gallery li")));
        Assert.Empty(page.FindAll(".clf-error[role=alert]"));
    }

    [Fact]
    public async Task The_input_stays_while_its_file_is_read()
    {
        var gate = new TaskCompletionSource();
        var page = Show(State("{'key':'p','kind':'photo','max':1}"), evidence: new Store { Gate = gate.Task });

        var upload = Task.Run(() => Upload(page, 1, Photo("a.jpg", 3)));

        // The browser forgets a file whose input has gone.
        page.WaitForAssertion(() => Assert.Contains("正在上传 a.jpg", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal(2, page.FindAll("input[type=file]").Count);
        Assert.True(page.Find(".clf-buttons").HasAttribute("hidden"));
        gate.SetResult();
        await upload;
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".clf-gallery li")));
        Assert.Empty(page.FindAll("[role=status]"));
    }

    [Fact]
    public void Without_room_nothing_more_is_offered()
    {
        var state = State("{'key':'p','kind':'photo','max':1}");
        var page = Show(state, evidence: new Store());

        Upload(page, 0, Photo("a.jpg", 3));

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("input[type=file]")));
    }

    private static InputFileContent Photo(string name, int length) => InputFileContent.CreateFromBinary(new byte[length], name, contentType: "image/jpeg");

    private static void Upload(IRenderedComponent<FormView> page, int input, params InputFileContent[] files) =>
        page.FindComponents<InputFile>()[input].UploadFiles(files);

    private sealed class Store : IEvidenceUploader
    {
        public List<(string Field, string Name, bool Image, long Length)> Taken { get; } = [];

        public string? Refuses { get; init; }

        public bool Breaks { get; set; }

        public Task Gate { get; init; } = Task.CompletedTask;

        public DateTimeOffset? TakenAt { get; init; }

        public async Task<EvidenceUpload> UploadAsync(string fieldPath, string fileName, bool mustBeImage, Stream content, CancellationToken cancellationToken)
        {
            await Gate;
            var buffer = new MemoryStream();
            await content.CopyToAsync(buffer, cancellationToken);
            if (Breaks)
            {
                throw new IOException("The connection broke.");
            }

            Taken.Add((fieldPath, fileName, mustBeImage, buffer.Length));
            return fileName == Refuses
                ? EvidenceUpload.Refused(new Refusal("evidence.not-an-image", new("这不是图片", "This is no image")))
                : EvidenceUpload.Stored(new StoredFile(Guid.CreateVersion7(), fileName, mustBeImage ? "image/jpeg" : "application/pdf", new string('a', 64), buffer.Length, TakenAt, 114, 30.5));
        }

        public string? AddressOf(Guid id) => $"/file/{id}";

        public string? ThumbnailOf(Guid id) => $"/small/{id}";
    }
}
