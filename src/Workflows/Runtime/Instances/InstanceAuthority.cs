using Workflows.Core.Organisation;

namespace Workflows.Runtime.Instances;

/// <summary>Who may do what to an instance that is no task of theirs. The runtime obeys it and pages ask it, so that a button and its answer agree.</summary>
public static class InstanceAuthority
{
    /// <summary>Whether the person may end an instance within reach: who issues tickets may also call them off.</summary>
    public static bool MayCancel(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return MayOperate(by) || by.Has(Roles.PrefectureOfficer);
    }

    /// <summary>Whether the person may move an instance on by hand, such as running a failed activity again.</summary>
    public static bool MayOperate(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.Has(Roles.Administrator) || by.Has(Roles.ProcessOwner);
    }
}
