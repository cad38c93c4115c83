using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Workflows.Storage.Audit;
using Workflows.Storage.Copies;
using Workflows.Storage.Definitions;
using Workflows.Storage.Design;
using Workflows.Storage.Drafts;
using Workflows.Storage.Hidden;
using Workflows.Storage.Inspection;
using Workflows.Storage.Instances;
using Workflows.Storage.Mails;
using Workflows.Storage.Outbox;
using Workflows.Storage.Packing;
using Workflows.Storage.People;
using Workflows.Storage.Retention;
using Workflows.Storage.Tasks;
using Workflows.Storage.Time;
using Workflows.Storage.Timers;

namespace Workflows.Storage;

/// <summary>
/// The database. Rows are mapped by the <c>Configuration</c> class inside each row class. Names in the database are snake case, instants are UTC
/// ticks, enums are their names: so that prepared statements read the same on every provider.
/// </summary>
public class WorkflowContext : IdentityDbContext<Account>
{
    /// <summary>Makes a context.</summary>
    /// <param name="options">Provider and connection.</param>
    public WorkflowContext(DbContextOptions<WorkflowContext> options)
        : base(options) =>
        // Every save is a transaction, so that every save gets its turn at the write gate.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;

    internal DbSet<InstanceRow> Instances => Set<InstanceRow>();

    internal DbSet<InstanceStateRow> InstanceStates => Set<InstanceStateRow>();

    internal DbSet<StepRow> Steps => Set<StepRow>();

    internal DbSet<SealRow> Seals => Set<SealRow>();

    internal DbSet<ArchiveSliceRow> ArchiveSlices => Set<ArchiveSliceRow>();

    internal DbSet<ArchivedInstanceRow> ArchivedInstances => Set<ArchivedInstanceRow>();

    internal DbSet<ArchivedStepRow> ArchivedSteps => Set<ArchivedStepRow>();

    internal DbSet<RetentionRunRow> RetentionRuns => Set<RetentionRunRow>();

    internal DbSet<CalendarRow> Calendars => Set<CalendarRow>();

    internal DbSet<CalendarRecountRow> CalendarRecounts => Set<CalendarRecountRow>();

    internal DbSet<BookmarkRow> Bookmarks => Set<BookmarkRow>();

    internal DbSet<IncidentRow> Incidents => Set<IncidentRow>();

    internal DbSet<NumberSeriesRow> NumberSeries => Set<NumberSeriesRow>();

    internal DbSet<TaskRow> Tasks => Set<TaskRow>();

    internal DbSet<TaskDetailRow> TaskDetails => Set<TaskDetailRow>();

    internal DbSet<InboxRow> Inbox => Set<InboxRow>();

    internal DbSet<TaskExclusionRow> TaskExclusions => Set<TaskExclusionRow>();

    internal DbSet<InstancePersonRow> InstancePeople => Set<InstancePersonRow>();

    internal DbSet<CopyRow> Copies => Set<CopyRow>();

    internal DbSet<AbsenceRow> Absences => Set<AbsenceRow>();

    internal DbSet<TimerRow> Timers => Set<TimerRow>();

    internal DbSet<ScheduleRow> Schedules => Set<ScheduleRow>();

    internal DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    internal DbSet<DefinitionRow> Definitions => Set<DefinitionRow>();

    internal DbSet<DefinitionFileRow> DefinitionFiles => Set<DefinitionFileRow>();

    internal DbSet<DesignDraftRow> DesignDrafts => Set<DesignDraftRow>();

    internal DbSet<DraftRow> Drafts => Set<DraftRow>();

    internal DbSet<OutgoingMailRow> OutgoingMails => Set<OutgoingMailRow>();

    internal DbSet<DecisionKeyRow> DecisionKeys => Set<DecisionKeyRow>();

    internal DbSet<IncomingMailRow> IncomingMails => Set<IncomingMailRow>();

    internal DbSet<MailboxRow> Mailboxes => Set<MailboxRow>();

    internal DbSet<MailPreferenceRow> MailPreferences => Set<MailPreferenceRow>();

    internal DbSet<BouncedAddressRow> BouncedAddresses => Set<BouncedAddressRow>();

    internal DbSet<HiddenInstanceRow> HiddenInstances => Set<HiddenInstanceRow>();

    internal DbSet<HiddenVersionRow> HiddenVersions => Set<HiddenVersionRow>();

    internal DbSet<OrgUnitRow> OrgUnits => Set<OrgUnitRow>();

    internal DbSet<GrantRow> Grants => Set<GrantRow>();

    internal DbSet<SuspicionRow> Suspicions => Set<SuspicionRow>();

    internal DbSet<ScreeningRunRow> ScreeningRuns => Set<ScreeningRunRow>();

    internal DbSet<ImportRow> Imports => Set<ImportRow>();

    internal DbSet<EvidenceRow> Evidence => Set<EvidenceRow>();

    internal DbSet<InspectorRow> Inspectors => Set<InspectorRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(WorkflowContext).Assembly);
        builder.Entity<Account>().ToTable("accounts");
        builder.Entity<IdentityRole>().ToTable("identity_roles");
        builder.Entity<IdentityUserRole<string>>().ToTable("account_roles");
        builder.Entity<IdentityUserClaim<string>>().ToTable("account_claims");
        builder.Entity<IdentityUserLogin<string>>().ToTable("account_logins");
        builder.Entity<IdentityUserToken<string>>().ToTable("account_tokens");
        builder.Entity<IdentityRoleClaim<string>>().ToTable("identity_role_claims");
        InboxRow.Configuration.Order(builder, withText: !Database.IsNpgsql());
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            NameColumns(entity);
            if (Database.IsNpgsql())
            {
                CollateByCode(entity);
            }
            else
            {
                StoreIdsAsBytes(entity);
            }
        }
    }

    private static void NameColumns(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(Snake(property.Name));
        }
    }

    /// <summary>Texts sort by their code points as in SQLite, whatever the server's language; so no update of the server's libraries can upset an index.</summary>
    private static void CollateByCode(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties().Where(p => (p.ClrType == typeof(string) || p.ClrType.IsEnum) && p.GetValueConverter() is not PackedTextConverter))
        {
            property.SetCollation("C");
        }
    }

    /// <summary>PostgreSQL has a type for ids; SQLite would write them out as texts of twice the length.</summary>
    private static void StoreIdsAsBytes(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties().Where(p => p.ClrType == typeof(Guid) || p.ClrType == typeof(Guid?)))
        {
            property.SetValueConverter(typeof(IdBytes));
        }
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
