using MimeKit;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Tests;

/// <summary>Mail as files, while no server is configured.</summary>
public sealed class PickupTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pickup-");
    private readonly MailRoom _room;

    public PickupTests() => _room = new MailRoom(options => options.PickupDirectory = Path.Combine(_folder.FullName, "data", "mail"));

    [Fact]
    public async Task A_mail_becomes_one_file_that_the_log_names()
    {
        _room.People.Add("county-1", email: "county-1@example.test");

        await _room.HandleAsync(MailRoom.Effect("task-new", MailRoom.Person("county-1")));

        var logged = Assert.Single(_room.Log.All);
        var file = Assert.Single(Directory.GetFiles(_room.Desk.Route.Folder!));
        Assert.Equal(logged.File, Path.GetFileName(file));
        Assert.StartsWith("20261123-060500-", logged.File);
        var mail = await MimeMessage.LoadAsync(file);
        Assert.Equal(logged.Subject, mail.Subject);
        Assert.Equal("county-1@example.test", Assert.IsType<MailboxAddress>(Assert.Single(mail.To)).Address);
    }

    [Fact]
    public async Task The_same_mail_again_is_the_same_file()
    {
        _room.People.Add("county-1");
        var effect = MailRoom.Effect("task-new", MailRoom.Person("county-1"));
        using var afterCrash = new MailRoom(options => options.PickupDirectory = _room.Desk.Route.Folder!);
        afterCrash.People.Add("county-1");

        await _room.HandleAsync(effect);
        await afterCrash.HandleAsync(effect);

        Assert.Single(Directory.GetFiles(_room.Desk.Route.Folder!));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_tried_again_later()
    {
        _room.People.Add("county-1");
        File.WriteAllText(Path.Combine(_folder.FullName, "data"), "a file where a folder should be");

        var result = await _room.HandleAsync(MailRoom.Effect("task-new", MailRoom.Person("county-1")));

        Assert.IsType<EffectResult.Snooze>(result);
        Assert.Equal(OutgoingMailState.Waiting, Assert.Single(_room.Log.All).State);
    }

    public void Dispose()
    {
        _room.Dispose();
        _folder.Delete(recursive: true);
    }
}
