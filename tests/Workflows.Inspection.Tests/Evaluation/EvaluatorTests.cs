using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Inspection.Evaluation;

namespace Workflows.Inspection.Tests.Evaluation;

/// <summary>Indicators are files: each says what stands above and below the line, and can do nothing but count.</summary>
public sealed class EvaluatorTests
{
    private static readonly DateTimeOffset s_begin = new(2026, 11, 2, 1, 0, 0, TimeSpan.Zero);

    private static EvaluationSettings Shipped => EvaluationSettings.Read(TestSupport.RepositoryRoot.Combine("workflows", "evaluation", "indicators.json"));

    [Fact]
    public void Every_indicator_is_its_numerator_over_its_denominator()
    {
        using var evaluator = new Evaluator(Shipped, [
            Ticket("A") with { Verified = true, Confirmed = true, Rectified = true, Reviewed = true, Archived = true, EvidenceComplete = true, DueTasks = 4, OnTimeTasks = 3, StationScore = 90, CountyScore = 80 },
            Ticket("A") with { Verified = true, Confirmed = true, Reviewed = true, Returns = 2, DueTasks = 2, OnTimeTasks = 2, StationScore = 70 },
            Ticket("A") with { Verified = true, EvidenceComplete = true },
            Ticket("A"),
            Ticket("B") with { Verified = true },
        ]);

        var row = evaluator.Rows(EvaluationGroup.County)[0];

        Assert.Equal(("A", 4), (row.Key, row.Tickets));
        Assert.Equal((2, 3), Value(row, "confirmation"));
        Assert.Equal((1, 2), Value(row, "rectification"));
        Assert.Equal((5, 6), Value(row, "timeliness"));
        Assert.Equal((1, 2), Value(row, "first-pass"));
        Assert.Equal((2, 3), Value(row, "evidence"));
        Assert.Equal((2.4, 3), Value(row, "quality"));
        Assert.Equal((0, 1), Value(row, "recurrence"));
        Assert.Null(evaluator.Rows(EvaluationGroup.County)[1].Values[Shipped.Indicators.Select(i => i.Code).ToList().IndexOf("recurrence")].Ratio);
    }

    [Fact]
    public void The_same_theme_of_the_same_subject_within_ninety_days_of_the_end_recurs()
    {
        var first = Ticket("A") with { Verified = true, Confirmed = true, Archived = true, EndedAt = s_begin.AddDays(5) };
        var settings = Shipped;
        using var evaluator = new Evaluator(settings, [first, first with { Id = Guid.CreateVersion7(), CreatedAt = s_begin.AddDays(94), EndedAt = null, Archived = false }]);
        using var later = new Evaluator(settings, [first, first with { Id = Guid.CreateVersion7(), CreatedAt = s_begin.AddDays(96), EndedAt = null, Archived = false }]);

        Assert.Equal((1, 1), Value(evaluator.All(), "recurrence"));
        Assert.Equal((0, 1), Value(later.All(), "recurrence"));
    }

    [Fact]
    public void A_ticket_counts_for_each_of_its_channels_and_for_its_rule_once()
    {
        using var evaluator = new Evaluator(Shipped, [Ticket("A") with { Channels = ["line-loss", "metering"] }, Ticket("A") with { Channels = ["metering"] }]);

        Assert.Equal([("line-loss", 1), ("metering", 2)], evaluator.Rows(EvaluationGroup.Channel).Select(r => (r.Key, r.Tickets)));
        Assert.Equal(("LL-05", 2), evaluator.Rows(EvaluationGroup.Theme).Select(r => (r.Key, r.Tickets)).Single());
    }

    [Fact]
    public void Behind_a_value_stand_the_tickets_that_it_counts()
    {
        var (yes, no, open) = (Ticket("A") with { Verified = true, Confirmed = true }, Ticket("A") with { Verified = true }, Ticket("A"));
        using var evaluator = new Evaluator(Shipped, [yes, no, open]);
        var confirmation = Shipped.Indicators.Single(i => i.Code == "confirmation");

        Assert.Equal(new[] { yes.Id, no.Id }.Order(), evaluator.Behind(EvaluationGroup.County, "A", confirmation, missing: false).Order());
        Assert.Equal(no.Id, Assert.Single(evaluator.Behind(EvaluationGroup.County, "A", confirmation, missing: true)));
        Assert.Empty(evaluator.Behind(EvaluationGroup.County, "B", confirmation, missing: false));
    }

    [Theory]
    [InlineData("(SELECT count(*) FROM read_text('/etc/hostname'))")]
    [InlineData("(SELECT count(*) FROM '/etc/hostname.csv')")]
    [InlineData("1); ATTACH 'x.db'; SELECT (1")]
    [InlineData("nothing")]
    public void An_indicator_reaches_no_file_and_a_wrong_one_is_named(string expression)
    {
        var settings = Shipped with { Indicators = [Shipped.Indicators[0] with { Numerator = expression }] };
        using var evaluator = new Evaluator(settings, [Ticket("A")]);

        Assert.Throws<EvaluationSettingsException>(() => evaluator.All());
        Assert.False(File.Exists("x.db"));
    }

    [Fact]
    public void A_ticket_is_read_from_what_its_forms_say()
    {
        var instance = new WorkflowInstance
        {
            Id = Guid.CreateVersion7(),
            DefinitionId = "inspection-ticket",
            DefinitionVersion = 1,
            Revision = 9,
            Status = InstanceStatus.Finished,
            SubStatus = InstanceSubStatus.Finished,
            Header = new InstanceHeader("JC-1", null, "4209001", "4200000001", "LL-05", null),
            CreatedAt = s_begin,
            UpdatedAt = s_begin.AddDays(6),
            Execution = new ExecutionState
            {
                Variables = new JsonObject
                {
                    ["Suspicion"] = new JsonObject { ["countyCode"] = "4209001", ["stationCode"] = "420900101", ["channels"] = new JsonArray("line-loss") },
                    ["Ticket"] = new JsonObject { ["county"] = "4209002" },
                    ["Analysis"] = new JsonObject { ["station"] = "420900205" },
                    ["Findings"] = new JsonObject { ["confirmed"] = "yes", ["rectificationResult"] = "换表", ["rectificationTicketNo"] = "YX-7", ["track"] = new JsonArray("t"), ["sitePhotos"] = new JsonArray("a"), ["meterPhotos"] = new JsonArray() },
                    ["Returns"] = 1,
                    ["CountyScore"] = new JsonObject { ["score"] = 85 },
                    ["PrefectureScore"] = new JsonObject { ["score"] = 92.5 },
                    ["Result"] = new JsonObject { ["status"] = "archived" },
                },
            },
        };
        TicketTask[] tasks =
        [
            new(s_begin.AddDays(2), s_begin.AddDays(1), false), new(s_begin.AddDays(2), s_begin.AddDays(3), false), new(s_begin.AddDays(4), null, false),
            new(s_begin.AddDays(4), null, true), new(s_begin.AddDays(40), null, false), new(null, s_begin, false),
        ];

        var record = TicketRecord.Of(instance, tasks, s_begin.AddDays(10));

        Assert.Equal(("4209002", "420900205", "LL-05", "4200000001"), (record.County, record.Station, record.Theme, record.Subject));
        Assert.Equal((true, true, true, true, true, 1), (record.Verified, record.Confirmed, record.Rectified, record.Archived, record.Reviewed, record.Returns));
        Assert.Equal((85, 92.5), (record.StationScore!.Value, record.CountyScore!.Value));
        Assert.False(record.EvidenceComplete);
        Assert.Equal((3, 1), (record.DueTasks, record.OnTimeTasks));
        Assert.Equal(s_begin.AddDays(6), record.EndedAt);
    }

    private static TicketRecord Ticket(string county) => new() { Id = Guid.CreateVersion7(), County = county, Station = county + "1", Theme = "LL-05", Subject = "C1", CreatedAt = s_begin };

    private static (double, double) Value(EvaluationRow row, string indicator)
    {
        var value = row.Values[Shipped.Indicators.Select(i => i.Code).ToList().IndexOf(indicator)];
        return (Math.Round(value.Numerator, 6), value.Denominator);
    }
}
