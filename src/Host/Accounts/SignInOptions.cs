using System.ComponentModel.DataAnnotations;

namespace Host.Accounts;

/// <summary>Limits on attempts to sign in from one network address. A single account is guarded besides: five failures lock it for five minutes.</summary>
public sealed class SignInOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "SignIn";

    /// <summary>Attempts that may come at once. A whole office may share an address.</summary>
    [Range(1, 100_000)]
    public int BurstPerAddress { get; set; } = 150;

    /// <summary>Attempts per second after that.</summary>
    [Range(1, 1000)]
    public int PerSecondPerAddress { get; set; } = 2;
}
