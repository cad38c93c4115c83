namespace Workflows.Runtime.Drafts;

/// <summary>What people have typed into a form and not yet handed in, for those who change the form: they may count it, not read it.</summary>
public interface ITypedDrafts
{
    /// <summary>The drafts of open tasks of a definition, on whichever version, that show a form.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="formKey">The form.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<IReadOnlyList<Draft>> OfFormAsync(string definitionId, string formKey, CancellationToken cancellationToken = default);
}
