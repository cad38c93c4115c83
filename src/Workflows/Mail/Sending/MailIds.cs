using System.Security.Cryptography;
using System.Text;

namespace Workflows.Mail.Sending;

/// <summary>Ids of mails, the same whenever they are made for the same thing, so that sending again is sending the same mail.</summary>
internal static class MailIds
{
    /// <summary>The id of the mail of an effect to a receiver.</summary>
    public static Guid For(Guid effectId, string receiverKey) =>
        new(SHA256.HashData([.. effectId.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(receiverKey)]).AsSpan(0, 16), bigEndian: true);
}
