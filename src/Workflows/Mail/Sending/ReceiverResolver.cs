using Microsoft.Extensions.Options;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;

namespace Workflows.Mail.Sending;

/// <summary>Finds the people behind the rules of a mail: those in office now. Nobody is found twice, and a rule that finds nobody leaves a trace.</summary>
internal sealed class ReceiverResolver(IPeople people, IBouncedAddresses bounced, IOptions<MailOptions> options)
{
    /// <summary>All receivers, each once and each address once, in the order of the rules.</summary>
    public IReadOnlyList<Receiver> Resolve(IEnumerable<Recipient> rules)
    {
        var addresses = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. rules.SelectMany(Resolve)
                .DistinctBy(receiver => receiver.Key, StringComparer.Ordinal)
                .Where(receiver => receiver.Obstacle is not null || addresses.Add(receiver.Address)),
        ];
    }

    /// <summary>A person, as one who is to do what the mail is about.</summary>
    public Receiver ForPerson(string id) =>
        people.Find(id) is { } person
            ? Person(person, oversees: false)
            : new Receiver($"person:{id}", id, id, "", options.Value.Language, false, new LocalizedText($"没有名为 {id} 的人员。", $"There is no person {id}."));

    /// <summary>A bare address, or the person it belongs to.</summary>
    public Receiver ForAddress(string text)
    {
        var address = text.Trim();
        if (people.All.FirstOrDefault(person => person.IsActive && string.Equals(person.Email, address, StringComparison.OrdinalIgnoreCase)) is { } person)
        {
            return Person(person, oversees: false);
        }

        return MailAddresses.TryParse(address, out var parsed)
            ? new Receiver($"address:{parsed.Address.ToLowerInvariant()}", null, string.IsNullOrEmpty(parsed.Name) ? parsed.Address : parsed.Name, parsed.Address, options.Value.Language, false, Bounced(parsed.Address))
            : new Receiver($"address:{address}", null, MailAddresses.OneLine(address), "", options.Value.Language, false, BadAddress(address));
    }

    private IEnumerable<Receiver> Resolve(Recipient rule) => rule.Kind switch
    {
        RecipientKind.Person => [ForPerson(rule.Value ?? "")],
        RecipientKind.Address => [ForAddress(rule.Value ?? "")],
        RecipientKind.Role => Everyone(rule, people.Holding(rule.Value ?? "", rule.Unit), oversees: false),
        RecipientKind.Superior => Everyone(rule, rule.Unit is { } unit ? people.Superiors(unit, rule.Levels) : [], oversees: true),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "Unknown kind of recipient."),
    };

    private IEnumerable<Receiver> Everyone(Recipient rule, IReadOnlyList<Person> found, bool oversees) =>
        found.Count > 0 ? found.Select(person => Person(person, oversees)) : [Nobody(rule)];

    private Receiver Person(Person person, bool oversees)
    {
        LocalizedText? obstacle = null;
        var address = person.Email?.Trim() ?? "";
        if (!person.IsActive)
        {
            obstacle = new LocalizedText($"{person.Name} 的账号已停用，未发送。", $"{person.Name}'s account is inactive; nothing was sent.");
        }
        else if (address.Length == 0)
        {
            obstacle = new LocalizedText($"{person.Name} 没有邮箱地址，请在账号中补上后重试。", $"{person.Name} has no mail address. Add one to the account and try again.");
        }
        else if (!MailAddresses.TryParse(address, out _))
        {
            obstacle = BadAddress(address);
        }
        else
        {
            obstacle = Bounced(address);
        }

        return new Receiver($"person:{person.Id}", person.Id, person.Name, address, person.Language == "en" ? "en" : "zh-CN", oversees, obstacle);
    }

    private Receiver Nobody(Recipient rule)
    {
        var unit = people.Chart.Find(rule.Unit)?.Name ?? rule.Unit;
        var obstacle = rule switch
        {
            { Kind: RecipientKind.Superior, Levels: 0 } => new LocalizedText($"{unit} 没有在职的班组长，请在账号中指定。", $"{unit} has no active team lead. Give somebody the role."),
            { Kind: RecipientKind.Superior } => new LocalizedText($"{unit} 上 {rule.Levels} 级没有在职的专责，请在账号中指定。", $"There is no active officer {rule.Levels} tier(s) above {unit}. Give somebody the role."),
            _ => new LocalizedText($"{unit} 没有在职的 {rule.Value}，请在账号中指定。", $"Nobody active holds the role {rule.Value} in {unit}. Give somebody the role."),
        };
        return new Receiver($"nobody:{rule.Kind}:{rule.Value}:{rule.Unit}:{rule.Levels}", null, $"{rule.Value} {unit}".Trim(), "", options.Value.Language, false, obstacle);
    }

    private LocalizedText? Bounced(string address) => bounced.Find(address) is { } mark
        ? new LocalizedText($"{address} 曾退信（{mark.Status}），已停止发送。请更正地址，或在“退信地址”页解除。", $"Mail to {address} came back ({mark.Status}) and is not sent there any more. Correct the address, or clear it on the page of bounced addresses.")
        : null;

    private static LocalizedText BadAddress(string address) =>
        new($"“{MailAddresses.OneLine(address)}”不是有效的邮箱地址。", $"'{MailAddresses.OneLine(address)}' is no mail address.");
}
