using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Workflows.Storage;

/// <summary>A setting that holds one mail address, or nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmailAddressOrEmptyAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is "" || (value is string text && MailAddress.TryCreate(text, out var address) && address.Address == text);

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) => $"The setting Audit:{name} must be one mail address (auditor@example.org) or empty.";
}
