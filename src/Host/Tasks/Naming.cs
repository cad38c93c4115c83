using Host.Accounts;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.People;

namespace Host.Tasks;

/// <summary>Calls people, units and candidates by the names that readers know.</summary>
public sealed class Naming(IPeople people)
{
    /// <summary>A person's name; the id of one who is unknown; "系统" for the machine.</summary>
    public LocalizedText Person(string personId)
    {
        ArgumentNullException.ThrowIfNull(personId);
        return personId.StartsWith("system:", StringComparison.Ordinal) ? System : LocalizedText.Same(people.Find(personId)?.Name ?? personId);
    }

    /// <summary>Who did something, and in whose place: 李四（代 张三）.</summary>
    public LocalizedText Actor(Workflows.Core.Organisation.Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var name = Person(actor.PersonId);
        return actor.OnBehalfOf is not { } absent ? name : new($"{name.Zh}（代 {Person(absent.Id).Zh}）", $"{name.En} for {Person(absent.Id).En}");
    }

    /// <summary>The machine as an actor.</summary>
    public static LocalizedText System { get; } = new("系统", "The system");

    /// <summary>A unit's name; its code when unknown; <see langword="null"/> for none.</summary>
    public string? Unit(string? code) => code is null ? null : people.Chart.Find(code)?.Name ?? code;

    /// <summary>Who may take a task: a person, or the holders of a role in a unit.</summary>
    public LocalizedText Candidate(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return candidate.PersonId is { } person ? Person(person) : Role(candidate.Role ?? "", candidate.Unit);
    }

    /// <summary>Several candidates in one phrase.</summary>
    public LocalizedText Candidates(IEnumerable<Candidate> candidates)
    {
        var all = candidates.Select(Candidate).ToList();
        return new(string.Join("、", all.Select(c => c.Zh)), string.Join(", ", all.Select(c => c.En)));
    }

    /// <summary>A role in a unit: 孝感市供电公司 市公司稽查专责.</summary>
    public LocalizedText Role(string role, string? unit)
    {
        var name = RoleTexts.Of(role);
        return Unit(unit) is { } place ? new($"{place} {name.Zh}", $"{name.En}, {place}") : name;
    }

    /// <summary>Who gets a mail.</summary>
    public LocalizedText Recipient(Recipient recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return recipient.Kind switch
        {
            RecipientKind.Person => Person(recipient.Value ?? ""),
            RecipientKind.Address => LocalizedText.Same(recipient.Value ?? ""),
            RecipientKind.Role => Role(recipient.Value ?? "", recipient.Unit),
            _ => new($"{Unit(recipient.Unit)} 上 {recipient.Levels} 级负责人", $"officers {recipient.Levels} tier(s) above {Unit(recipient.Unit)}"),
        };
    }

    /// <summary>Who has a task, or may take it.</summary>
    public LocalizedText Holder(HumanTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Assignee is { } assignee ? Person(assignee) : Candidates(task.Candidates);
    }
}
