using Microsoft.AspNetCore.Identity;

namespace Workflows.Storage.People;

/// <summary>A person's account. The id is the sign-in name and never changes.</summary>
public sealed class Account : IdentityUser
{
    /// <summary>Gets or sets the name as shown.</summary>
    public string Name { get; set; } = "";

    /// <summary>Gets or sets the code of the home unit.</summary>
    public string Unit { get; set; } = "";

    /// <summary>Gets or sets the preferred language.</summary>
    /// <value>The default is <c>zh-CN</c>.</value>
    public string Language { get; set; } = "zh-CN";

    /// <summary>Gets or sets whether the person may sign in and be given work.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool IsActive { get; set; } = true;
}
