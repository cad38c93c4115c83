using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Storage.Queries;

/// <summary>A query that EF Core cannot say.</summary>
/// <param name="Text">With parameters <c>@p0</c>, <c>@p1</c> …</param>
/// <param name="Values">Of the parameters.</param>
internal sealed record SqlText(string Text, IReadOnlyList<object> Values)
{
    /// <summary>Runs it on the connection of a view and reads every row.</summary>
    public async Task<List<T>> ReadAsync<T>(ReadView view, Func<DbDataReader, T> row, CancellationToken cancellationToken)
    {
        var command = view.Context.Database.GetDbConnection().CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.Transaction = view.Transaction;
#pragma warning disable CA2100 // The text is made of constants; values are parameters.
        command.CommandText = Text;
#pragma warning restore CA2100
        for (var i = 0; i < Values.Count; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", Values[i]);
            command.Parameters.Add(parameter);
        }

        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
