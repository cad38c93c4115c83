using Workflows.Core.Organisation;

namespace Workflows.Inspection.Evaluation;

/// <summary>Reads tickets for the evaluation: those that the reader may see, as in every list.</summary>
public interface ITicketRecords
{
    /// <summary>Tickets of some definitions that began in <c>[from, to)</c>, oldest first. Those that were stored away in archive files are not among them.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="definitions">Ids of the definitions that count.</param>
    /// <param name="from">First instant.</param>
    /// <param name="to">First instant that does not count any more.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<TicketRecord>> ReadAsync(Actor reader, IReadOnlyCollection<string> definitions, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default);

    /// <summary>Ended tickets about one customer or area, for one theme, newest first; for the machine, whoever may see them.</summary>
    /// <param name="subject">Customer or area number, as the ticket's header has it.</param>
    /// <param name="theme">Code of the rule.</param>
    /// <param name="since">Only those that ended at or after this instant.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<TicketRecord>> EndedAsync(string subject, string theme, DateTimeOffset since, CancellationToken cancellationToken = default);
}
