using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>
/// Checks choices from named sources. The engine cannot (it knows no database), so the host does it with the same
/// <see cref="IFormDataSource"/> that the page searched with, before it hands the command over.
/// </summary>
public static class FormMembership
{
    /// <summary>The choices that their source does not have.</summary>
    /// <param name="form">The form.</param>
    /// <param name="step">The circumstances of the task.</param>
    /// <param name="submitted">What was sent; what does not fit the form is left to the judge.</param>
    /// <param name="source">Resolves the sources, for the person who submits.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<ImmutableArray<FieldProblem>> CheckAsync(
        FormDefinition form, FormStep step, JsonObject submitted, IFormDataSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(submitted);
        ArgumentNullException.ThrowIfNull(source);
        if (!form.HasSources || !SubmissionGuard.Check(form, submitted).IsEmpty)
        {
            return [];
        }

        var state = FormState.Create(form, step, submitted);
        var cells = form.AllFields.Select(field => state[field.Key]).SelectMany(field => field.Rows.SelectMany(row => row.Cells).Prepend(field));
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        foreach (var cell in cells.Where(cell => cell is { Visible: true, ReadOnly: false, Field: ChoiceField { Source: not null } }))
        {
            var from = ((ChoiceField)cell.Field).Source!;
            foreach (var value in Chosen(cell.Value))
            {
                if (await source.FindAsync(from.Name, cell.SourceArgument, value, cancellationToken) is null)
                {
                    problems.Add(new FieldProblem(cell.Path, "option", FieldMessages.NoOption(cell.Field, value)));
                }
            }
        }

        return problems.ToImmutable();
    }

    private static IEnumerable<string> Chosen(JsonNode? value) => value switch
    {
        null => [],
        JsonArray list => list.Select(item => item!.GetValue<string>()),
        _ => [value.GetValue<string>()],
    };
}
