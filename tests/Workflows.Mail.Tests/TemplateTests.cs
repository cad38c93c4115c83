using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TestSupport;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;
using Workflows.Core.Time;
using Workflows.Mail.Composing;

namespace Workflows.Mail.Tests;

public sealed class TemplateTests
{
    private static readonly JsonObject Model = (JsonObject)JsonNode.Parse("""
        {
          "task": { "title": { "zh": "现场核查", "en": "On-site check" }, "dueAt": "2026-11-24T09:30:00Z", "outcomes": [{ "name": "Submit" }, { "name": "Return" }] },
          "instance": { "number": "JC20261123-0007", "title": "王小明", "unitName": "汉川" },
          "receiver": { "name": "李雷" }, "link": "https://x.example.test/tasks/1", "subject": "Re", "answer": "已按您的回复办理", "found": 1234567.5, "done": true, "none": null,
          "decide": { "link": "https://x.example.test/tasks/1", "signIn": true, "reply": true, "line": "—", "words": "“同意”", "needsReason": null, "mark": "[CL:x]", "example": "1 同意", "expiresAt": "2026-12-07T14:05:00+08:00" },
          "count": 1, "overdue": 1, "more": 0, "notices": [ { "subject": "办结", "link": "https://x.example.test/tickets/1" } ],
          "tasks": [ { "line": 1, "subject": "现场核查", "due": "2026-11-24T09:30:00Z", "overdue": true, "words": "“同意”", "link": "https://x.example.test/tasks/1", "decide": null } ]
        }
        """)!;

    [Theory]
    [InlineData("{{ task.title }}", "现场核查")]
    [InlineData("{{ task.dueAt }}", "2026-11-24 17:30")]
    [InlineData("{{ task.dueAt | date: '%m-%d %H:%M' }}", "11-24 17:30")]
    [InlineData("{{ task.dueAt | date: 'MM月dd日' }}", "11月24日")]
    [InlineData("{{ instance.number | date: '%Y' }}", "JC20261123-0007")]
    [InlineData("{{ found }}", "1234567.5")]
    [InlineData("{% if done %}yes{% endif %}{% for o in task.outcomes %} {{ o.name }}{% endfor %}", "yes Submit Return")]
    [InlineData("[{{ none }}{{ unknown.deeper }}{{ task.title.GetType.Assembly.Location }}]", "[]")]
    public void A_template_reads_the_model_and_nothing_else(string template, string expected) =>
        Assert.Equal(expected, Compose("zh-CN", ("own.zh-CN", $"Subject: S\n\n{template}"), "own").Body.TrimEnd());

    [Theory]
    [InlineData("Subject: S\n\n{% include '/etc/hostname' %}")]
    [InlineData("Subject: S\n\n{% for i in (1..100000000) %}x{% endfor %}")]
    [InlineData("Subject: S\n\n{% for i in (1..9999) %}{% for j in (1..9999) %}{% assign a = j %}{% endfor %}{% endfor %}")]
    [InlineData("Subject: S\n\n{% for i in (1..9999) %}{{ link }}{{ link }}{{ link }}{% endfor %}")]
    [InlineData("Subject: S\n\n{% if %}")]
    [InlineData("Subject: S\n\n{{ found | nonsense }}")]
    [InlineData("No subject line\n\nText")]
    public void A_template_that_is_faulty_or_reaches_too_far_gives_way_to_the_standard_text_and_says_so(string source)
    {
        var mail = Compose("zh-CN", ("task-new.zh-CN", source), "task-new");

        Assert.Equal("【待办】JC20261123-0007 现场核查：王小明", mail.Subject);
        Assert.Contains("task-new", mail.Problem!.En);
    }

    [Theory]
    [InlineData("en", "[To do] JC20261123-0007 On-site check: 王小明")]
    [InlineData("zh-CN", "【待办】JC20261123-0007 现场核查：王小明")]
    public void A_template_that_the_package_lacks_is_the_products_own(string language, string subject)
    {
        var mail = Compose(language, null, "task-new");

        Assert.Equal((subject, null), (mail.Subject, mail.Problem));
    }

    [Fact]
    public void A_template_in_the_other_language_is_better_than_none()
    {
        Assert.Equal("Own JC20261123-0007", Compose("en", ("own.zh-CN", "Subject: Own {{ instance.number }}\n\nText"), "own").Subject);
    }

    [Fact]
    public void A_template_that_nobody_wrote_becomes_a_notice_and_says_so()
    {
        var mail = Compose("zh-CN", null, "missing");

        Assert.Equal("【通知】JC20261123-0007 王小明", mail.Subject);
        Assert.Contains("https://x.example.test/tasks/1", mail.Body);
        Assert.Contains("missing", mail.Problem!.Zh);
    }

    [Fact]
    public void A_long_subject_is_cut()
    {
        var subject = Compose("en", ("own.en", $"Subject: {new string('x', 300)}\n\nText"), "own").Subject;

        Assert.Equal(201, subject.Length);
        Assert.EndsWith("…", subject);
    }

    [Fact]
    public void The_html_text_escapes_what_people_typed()
    {
        var html = HtmlBody.From("a <b> & \"c\"\nsecond line\n\nOpen: https://x.example.test/?a=1&b=2 now\n", "en");

        Assert.Contains("a &lt;b&gt; &amp; &quot;c&quot;<br>\nsecond line</p>", html);
        Assert.Contains("<a href=\"https://x.example.test/?a=1&amp;b=2\">https://x.example.test/?a=1&amp;b=2</a> now</p>", html);
        Assert.Matches("<a href=\"https://x.example.test/\\?a=1&amp;b=&lt;2\" style=\"[^\"]*\">请办理 &lt;b&gt;</a>", HtmlBody.From("请办理 <b>：https://x.example.test/?a=1&b=<2", "zh-CN"));
    }

    [Theory]
    [InlineData("Subject: S\n\na\n{% nonsense %}\nb", 4)]
    [InlineData("Subject: S\n\n{% if a %}x{% endif %}\n{% if b %}\nc\nd", 4)]
    [InlineData("Subject: {% if a %}\n\nb", 1)]
    [InlineData("No subject\n\nb", 1)]
    public void A_faulty_template_names_its_line(string source, int line) =>
        Assert.Equal(line, Assert.Throws<MailTemplateException>(() => MailTemplate.Parse(source)).Line);

    [Fact]
    public void A_template_may_bring_its_own_html_in_which_values_stay_text()
    {
        var templates = ImmutableDictionary<string, string>.Empty.Add("own.en", "Subject: S\n\n{{ who }}").Add("own.en.html", "<body><h1>{{ who }}</h1></body>");
        var package = new WorkflowPackage(new WorkflowDefinition { DefinitionId = "x", Version = 1, Name = "x", Source = [] }, ImmutableDictionary<string, FormDefinition>.Empty, templates);
        var composer = new MailComposer(WorkingCalendar.Default);
        var model = new JsonObject { ["who"] = "<script>alert('x')</script> & \"y\"" };

        var mail = composer.Compose(package, "own", "en", model);
        Assert.Equal("<body><h1>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;</h1></body>", mail.Html);
        Assert.Contains("<h1>", HtmlBody.Below(mail.Html!, "Decide <here>"), StringComparison.Ordinal);
        Assert.EndsWith("Decide &lt;here&gt;</p>\n</div>\n</body>", HtmlBody.Below(mail.Html!, "Decide <here>"), StringComparison.Ordinal);

        var broken = composer.Compose(package with { MailTemplates = templates.SetItem("own.en.html", "{% if %}") }, "own", "en", model);
        Assert.Null(broken.Html);
        Assert.Contains("HTML", broken.Problem!.En, StringComparison.Ordinal);
        Assert.Null(composer.Compose(package, "own", "zh-CN", model).Html);
    }

    [Theory]
    [MemberData(nameof(ShippedTemplates))]
    public void Every_template_that_ships_can_be_read_and_filled_in(string path)
    {
        var source = File.ReadAllText(RepositoryRoot.Combine(path));
        var (subject, body) = MailTemplate.Parse(source).Fill(new MailModel("zh-CN", TimeSpan.FromHours(8)).Localize(Model));

        Assert.NotEmpty(subject);
        Assert.Equal(source.Contains("link", StringComparison.Ordinal), body.Contains("https://x.example.test/tasks/1", StringComparison.Ordinal));
        Assert.DoesNotContain("{{", body);
    }

    public static TheoryData<string> ShippedTemplates() =>
        new(Directory.EnumerateFiles(RepositoryRoot.Path, "*.liquid", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryRoot.Path, path).Replace('\\', '/'))
            .Where(path => path.StartsWith("workflows/", StringComparison.Ordinal) || path.StartsWith("src/Workflows/Mail/Templates/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_built_in_template_speaks_both_languages() =>
        Assert.All(
            [.. StandardMails.Keys, BuiltInTemplates.Notice, BuiltInTemplates.Test],
            name => Assert.All(new[] { "zh-CN", "en" }, language => Assert.NotNull(BuiltInTemplates.Find(name, language))));

    private static ComposedMail Compose(string language, (string Name, string Source)? template, string key)
    {
        var templates = ImmutableDictionary<string, string>.Empty;
        if (template is { } own)
        {
            templates = templates.Add(own.Name, own.Source);
        }

        var definition = new WorkflowDefinition { DefinitionId = "x", Version = 1, Name = "x", Source = [] };
        var package = new WorkflowPackage(definition, ImmutableDictionary<string, FormDefinition>.Empty, templates);
        return new MailComposer(WorkingCalendar.Default).Compose(package, key, language, Model);
    }
}
