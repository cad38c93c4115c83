using Microsoft.AspNetCore.Authorization;
using Workflows.Core.Organisation;

namespace Host.Accounts;

/// <summary>Names of the demands that pages and endpoints make of the person. Each is a set of roles, one of which must be held now.</summary>
public static class Policies
{
    /// <summary>See the pool of suspicions, within the reader's scope.</summary>
    public const string SeeSuspicions = nameof(SeeSuspicions);

    /// <summary>Run screenings, dismiss suspicions, make tickets of them.</summary>
    public const string Screen = nameof(Screen);

    /// <summary>See the evaluation, over the tickets within the reader's scope.</summary>
    public const string SeeEvaluation = nameof(SeeEvaluation);

    /// <summary>Keep the register of inspectors, of one's own unit and below.</summary>
    public const string KeepInspectors = nameof(KeepInspectors);

    /// <summary>Plan the cross-inspection.</summary>
    public const string PlanCrossInspection = nameof(PlanCrossInspection);

    /// <summary>Import drops.</summary>
    public const string Import = nameof(Import);

    /// <summary>See and reload definitions, start instances by hand.</summary>
    public const string Design = nameof(Design);

    /// <summary>Look after running instances: incidents, parked effects, the self-check.</summary>
    public const string Operate = nameof(Operate);

    /// <summary>See everybody's mails, send them again, and deal with what came in.</summary>
    public const string HandleMail = nameof(HandleMail);

    /// <summary>Manage people and their roles.</summary>
    public const string ManagePeople = nameof(ManagePeople);

    /// <summary>The roles behind each name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> RolesOf { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [SeeSuspicions] = [Roles.PrefectureOfficer, Roles.CountyOfficer, Roles.Administrator],
        [Screen] = [Roles.PrefectureOfficer],
        [SeeEvaluation] = [Roles.PrefectureOfficer, Roles.CountyOfficer, Roles.ProcessOwner, Roles.Administrator],
        [KeepInspectors] = [Roles.PrefectureOfficer, Roles.CountyOfficer],
        [PlanCrossInspection] = [Roles.PrefectureOfficer],
        [Import] = [Roles.PrefectureOfficer, Roles.Administrator],
        [Design] = [Roles.ProcessOwner, Roles.Administrator],
        [Operate] = [Roles.ProcessOwner, Roles.Administrator],
        [HandleMail] = [Roles.Administrator],
        [ManagePeople] = [Roles.Administrator],
    };

    /// <summary>Adds every policy; without one, being an active person is demanded.</summary>
    public static void AddTo(AuthorizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.DefaultPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new ActivePersonRequirement([])).Build();
        options.FallbackPolicy = options.DefaultPolicy;
        foreach (var (name, roles) in RolesOf)
        {
            options.AddPolicy(name, policy => policy.RequireAuthenticatedUser().AddRequirements(new ActivePersonRequirement(roles)));
        }
    }
}
