using System.Collections.Immutable;
using System.Text;
using TestSupport;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Mail.Receiving;

namespace Workflows.Mail.Tests.Receiving;

/// <summary>Answers in the manner of the mail programs that people use, and of machines; <c>Corpus/expected.tsv</c> says what each is.</summary>
public sealed class CorpusTests
{
    private const string Secret = "abcdefghijklmnopqrstuvwxyz234567";
    private static readonly string Folder = RepositoryRoot.Combine("tests", "Workflows.Mail.Tests", "Corpus");

    internal static ImmutableArray<TaskOutcome> Outcomes { get; } =
    [
        new("Approved", new LocalizedText("同意", "Approve")),
        new("Rejected", new LocalizedText("不同意", "Reject"), CommentRequired: true, SkipsValidation: true, Intent: "danger"),
    ];

    public static TheoryData<string, string, string> Mails()
    {
        var mails = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, "expected.tsv")))
        {
            var cells = line.Split('\t');
            mails.Add(cells[0], cells[1], cells[2].Replace("\\n", "\n", StringComparison.Ordinal));
        }

        return mails;
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Each_mail_says_what_it_says(string file, string verdict, string comment)
    {
        var mail = ReceivedMail.Read(File.ReadAllBytes(Path.Combine(Folder, file)))!;
        Assert.Equal((verdict, comment), Verdict(mail));
    }

    [Fact]
    public void Every_mail_of_the_corpus_is_expected_and_there_are_enough()
    {
        var files = Directory.EnumerateFiles(Folder, "*.eml").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(files, Mails().Select(row => (string)row[0]).Order(StringComparer.Ordinal));
        Assert.True(files.Count >= 120);
    }

    [Fact]
    public void Every_answer_of_a_person_brings_its_secret()
    {
        var people = Mails().Where(row => !((string)row[1]).StartsWith("machine", StringComparison.Ordinal));
        Assert.All(people, row => Assert.Equal([Secret], ReceivedMail.Read(File.ReadAllBytes(Path.Combine(Folder, (string)row[0])))!.Secrets()));
    }

    [Fact]
    public void Whatever_is_done_to_a_mail_it_is_read_and_never_says_what_no_word_of_the_vocabulary_says()
    {
        var random = new Random(20261123);
        var files = Directory.EnumerateFiles(Folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        for (var round = 0; round < 4000; round++)
        {
            var raw = Broken(files[random.Next(files.Count)], files[random.Next(files.Count)], random);
            if (ReceivedMail.Read(raw) is not { } mail)
            {
                continue;
            }

            _ = mail.Secrets();
            _ = mail.Excerpt;
            _ = Machines.Sign(mail.Message);
            if (ReplyReader.Read(mail.Written, Outcomes) is ReplyReading.Decided decided)
            {
                var first = ReplyWords.Plain(mail.Written.First(line => ReplyWords.Plain(line).Length > 0));
                var words = ReplyWords.All.Where(w => w.Meaning == (decided.Outcome.Name == "Approved" ? ReplyMeaning.Approve : ReplyMeaning.Reject)).Select(w => w.Word);
                Assert.Contains(words, word => mail.Written.Any(line => ReplyWords.Plain(line).Contains(word, StringComparison.Ordinal)));
                Assert.NotEmpty(first);
            }
        }
    }

    [Fact]
    public void Whatever_is_written_is_read_without_a_crash_and_random_words_decide_nothing()
    {
        var random = new Random(7);
        const string Alphabet = "的是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同意aeiou stnr\r\n\t\0>-:：，。?？[]\"\u200b\ud800\udc00‘’";
        for (var round = 0; round < 20_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            var written = WrittenText.Of(text);
            _ = HtmlText.Of(text + "<div" + text + ">" + text + "</blockquote><b style=" + text);
            if (ReplyReader.Read(written, Outcomes) is ReplyReading.Decided)
            {
                Assert.Contains("同意", string.Concat(written.Select(ReplyWords.Plain)), StringComparison.Ordinal);
            }
        }
    }

    private static (string Verdict, string Comment) Verdict(ReceivedMail mail)
    {
        if (Machines.Sign(mail.Message) is { } sign)
        {
            return ($"machine.{sign}", "");
        }

        return ReplyReader.Read(mail.Written, Outcomes) switch
        {
            ReplyReading.Decided decided => (decided.Outcome.Name, decided.Comment ?? ""),
            ReplyReading.Unclear unclear => (unclear.Why.ToString(), ""),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>A mail with bytes changed, cut, doubled or taken from another one.</summary>
    private static byte[] Broken(byte[] raw, byte[] other, Random random)
    {
        var bytes = raw.ToList();
        for (var change = random.Next(1, 6); change > 0 && bytes.Count > 2; change--)
        {
            var at = random.Next(bytes.Count - 1);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, random.Next(Math.Min(200, bytes.Count - at)));
                    break;
                case 2:
                    bytes.InsertRange(at, other.Skip(random.Next(other.Length)).Take(random.Next(300)));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes("\r\n--x\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n\r\n"));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
