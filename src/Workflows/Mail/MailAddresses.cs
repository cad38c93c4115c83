using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace Workflows.Mail;

/// <summary>Reads mail addresses strictly: one address, a domain, nothing that could become a header of its own.</summary>
internal static class MailAddresses
{
    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    /// <summary>Reads <c>name@domain</c> or <c>Name &lt;name@domain&gt;</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MailboxAddress? address)
    {
        address = null;
        return !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl) && MailboxAddress.TryParse(Strict, text, out address) && address.Domain.Length > 0;
    }

    /// <summary>The text on one line: line breaks and other control characters become spaces.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
